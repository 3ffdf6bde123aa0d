"""How the spacing model is made: a recipe that anybody can run again, not part of the installed package."""
