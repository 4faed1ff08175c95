"""Formulas: how LaTeX and MathML write them, what they say, and how they are written again."""
