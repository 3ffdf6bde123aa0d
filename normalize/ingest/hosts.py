"""Ends of host names and of file names, as far as they can be told from words of a sentence."""

from __future__ import annotations

#: Top-level domains that are no words of the supported languages (IANA's root zone, those seen in running text).
_HOST_ENDS = """
com org net edu gov mil int info biz io ai co tv fm ly gg eu uk de fr nl ch pl cz sk hu ro bg gr dk se fi
ru ua jp cn kr tw hk sg au nz ca br mx ar cl pe za ke ng eg ir il tr pt lt lv ee lu ie cat xyz dev wiki
com.au co.uk gov.uk ac.uk org.uk
"""
HOST_ENDS = frozenset(_HOST_ENDS.split())
#: Top-level domains that are words as well: taken only where a path follows (`goo.gl/x`, `youtu.be/x`).
_WORDLIKE_ENDS = """
be is it in at to so me us no am as my do by gl app blog news online site tech page link world today es
la st sh cc ws
"""
WORDLIKE_ENDS = frozenset(_WORDLIKE_ENDS.split())
#: File name extensions that end no word of a sentence.
_EXTENSIONS = """
pdf docx? xlsx? pptx? odt ods csv tsv json jsonl ya?ml toml ini cfg xml html? md rst tex txt log css scss
jsx? tsx? py rb rs cpp hpp java kt php pl sh sql ipynb lock zip tar gz tgz bz2 xz 7z jpe?g png gif svg webp
mp3 mp4 wav avi mov mkv exe dll dmg iso conf env bak srt epub
"""
EXTENSIONS = frozenset(_EXTENSIONS.split())
