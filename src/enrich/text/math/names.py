"""What the commands of LaTeX math print, and which of them every LaTeX knows."""
# ruff: noqa: RUF001 - signs that look like letters are what these tables are about

from __future__ import annotations

from enum import StrEnum

__all__ = ["ACCENTS", "CHARACTERS", "FUNCTIONS", "KERNEL", "PACKAGED", "SIGNS", "SORTS", "Sort"]


class Sort(StrEnum):
    """The sorts of atoms that TeX knows, by which it sets the space between them."""

    ORDINARY = "ordinary"
    OPERATOR = "operator"
    BINARY = "binary"
    RELATION = "relation"
    OPENING = "opening"
    CLOSING = "closing"
    PUNCTUATION = "punctuation"
    INNER = "inner"
    SPACE = "space"


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# The symbols of LaTeX's kernel, with the characters they print, in the sorts and the order of
# https://github.com/latex3/latex2e/blob/develop/base/fontdef.dtx (fontmath.ltx)
_SYMBOLS = {
    Sort.ORDINARY: _pairs(
        "alpha α beta β gamma γ delta δ varepsilon ε epsilon ε zeta ζ eta η theta θ iota ι kappa κ"
        " lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ varphi φ phi φ chi χ psi ψ"
        " omega ω vartheta ϑ varpi ϖ varrho ϱ varsigma ς Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ"
        " Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω aleph ℵ imath ı jmath ȷ ell ℓ wp ℘ Re ℜ Im ℑ"
        " partial ∂ infty ∞ prime ′ emptyset ∅ nabla ∇ top ⊤ bot ⊥ triangle △ forall ∀ exists ∃"
        " neg ¬ lnot ¬ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠"
        " hbar ℏ surd √ angle ∠ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ vert | Vert ‖ backslash \\"
    ),
    Sort.OPERATOR: _pairs(
        "coprod ∐ bigvee ⋁ bigwedge ⋀ biguplus ⨄ bigcap ⋂ bigcup ⋃ int ∫ prod ∏ sum ∑"
        " bigotimes ⨂ bigoplus ⨁ bigodot ⨀ oint ∮ bigsqcup ⨆ smallint ∫"
    ),
    Sort.BINARY: _pairs(
        "triangleleft ◁ triangleright ▷ bigtriangleup △ bigtriangledown ▽ wedge ∧ vee ∨ land ∧"
        " lor ∨ cap ∩ cup ∪ ddagger ‡ dagger † sqcap ⊓ sqcup ⊔ uplus ⊎ amalg ⨿ diamond ⋄ bullet •"
        " wr ≀ div ÷ odot ⊙ oslash ⊘ otimes ⊗ ominus ⊖ oplus ⊕ mp ∓ pm ± circ ∘ bigcirc ◯"
        " setminus ∖ cdot · ast ∗ times × star ⋆"
    ),
    Sort.RELATION: _pairs(
        "propto ∝ sqsubseteq ⊑ sqsupseteq ⊒ parallel ∥ mid ∣ dashv ⊣ vdash ⊢ nearrow ↗ searrow ↘"
        " nwarrow ↖ swarrow ↙ Leftrightarrow ⇔ Leftarrow ⇐ Rightarrow ⇒ neq ≠ ne ≠ leq ≤ geq ≥"
        " le ≤ ge ≥ succ ≻ prec ≺ approx ≈ succeq ⪰ preceq ⪯ supset ⊃ subset ⊂ supseteq ⊇"
        " subseteq ⊆ in ∈ ni ∋ owns ∋ notin ∉ gg ≫ ll ≪ leftrightarrow ↔ leftarrow ← rightarrow →"
        " gets ← to → mapsto ↦ sim ∼ simeq ≃ perp ⊥ equiv ≡ asymp ≍ smile ⌣ frown ⌢ cong ≅"
        " leftharpoonup ↼ leftharpoondown ↽ rightharpoonup ⇀ rightharpoondown ⇁"
        " hookrightarrow ↪ hookleftarrow ↩ bowtie ⋈ models ⊨ doteq ≐ rightleftharpoons ⇌"
        " longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ longmapsto ⟼"
        " longleftrightarrow ⟷ Longleftrightarrow ⟺ iff ⟺ uparrow ↑ downarrow ↓ updownarrow ↕"
        " Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕"
    ),
    Sort.OPENING: _pairs("langle ⟨ lbrace { lceil ⌈ lfloor ⌊ lbrack ["),
    Sort.CLOSING: _pairs("rangle ⟩ rbrace } rceil ⌉ rfloor ⌋ rbrack ]"),
    Sort.PUNCTUATION: _pairs("colon : ldotp . cdotp ·"),
}
# Names that LaTeX prints upright, as words.
FUNCTIONS = {
    **{
        name: name
        for name in "log lg ln lim sin arcsin sinh cos arccos cosh tan arctan tanh cot coth sec csc"
        " max min sup inf arg ker dim hom det exp Pr gcd deg".split()
    },
    "limsup": "lim sup",
    "liminf": "lim inf",
    "bmod": "mod",
}
KERNEL = {name: sign for names in _SYMBOLS.values() for name, sign in names.items()}

# Symbols of other packages, what they print, and how the kernel alone prints the like of it, if it
# can: https://ctan.org/pkg/amsfonts (amssymb), latexsym, mathtools, stix.
PACKAGED: dict[str, tuple[str, str | None]] = {
    "lesssim": ("≲", r"\stackrel{<}{\sim}"),
    "gtrsim": ("≳", r"\stackrel{>}{\sim}"),
    "lessapprox": ("⪅", r"\stackrel{<}{\approx}"),
    "gtrapprox": ("⪆", r"\stackrel{>}{\approx}"),
    "triangleq": ("≜", r"\stackrel{\triangle}{=}"),
    "coloneqq": ("≔", ":="),
    "coloneq": ("≔", ":="),
    "eqqcolon": ("≕", "=:"),
    "implies": ("⟹", r"\Longrightarrow"),
    "impliedby": ("⟸", r"\Longleftarrow"),
    "leqslant": ("⩽", r"\leq"),
    "geqslant": ("⩾", r"\geq"),
    "leqq": ("≦", r"\leq"),
    "geqq": ("≧", r"\geq"),
    "lll": ("⋘", r"\ll"),
    "ggg": ("⋙", r"\gg"),
    "approxeq": ("≊", r"\approx"),
    "thickapprox": ("≈", r"\approx"),
    "thicksim": ("∼", r"\sim"),
    "backsim": ("∽", r"\sim"),
    "preccurlyeq": ("≼", r"\preceq"),
    "succcurlyeq": ("≽", r"\succeq"),
    "varpropto": ("∝", r"\propto"),
    "vDash": ("⊨", r"\models"),
    "Doteq": ("≑", r"\doteq"),
    "shortmid": ("∣", r"\mid"),
    "nleq": ("≰", r"\not\leq"),
    "ngeq": ("≱", r"\not\geq"),
    "nless": ("≮", r"\not<"),
    "ngtr": ("≯", r"\not>"),
    "nsim": ("≁", r"\not\sim"),
    "ncong": ("≇", r"\not\cong"),
    "nmid": ("∤", r"\not\mid"),
    "nparallel": ("∦", r"\not\parallel"),
    "nsubseteq": ("⊈", r"\not\subseteq"),
    "nsupseteq": ("⊉", r"\not\supseteq"),
    "nrightarrow": ("↛", r"\not\rightarrow"),
    "nexists": ("∄", r"\not\exists"),
    "lhd": ("⊲", r"\triangleleft"),
    "rhd": ("⊳", r"\triangleright"),
    "vartriangleleft": ("⊲", r"\triangleleft"),
    "vartriangleright": ("⊳", r"\triangleright"),
    "smallsetminus": ("∖", r"\setminus"),
    "centerdot": ("·", r"\cdot"),
    "varnothing": ("∅", r"\emptyset"),
    "hslash": ("ℏ", r"\hbar"),
    "bigstar": ("★", r"\star"),
    "varkappa": ("ϰ", r"\kappa"),
    "measuredangle": ("∡", r"\angle"),
    "Diamond": ("◇", r"\diamond"),
    "lozenge": ("◊", r"\diamond"),
    "degree": ("°", r"^{\circ}"),
    "textdegree": ("°", r"^{\circ}"),
    "micro": ("μ", r"\mu"),
    "textmu": ("μ", r"\mu"),
    "lvert": ("|", "|"),
    "rvert": ("|", "|"),
    "lVert": ("‖", r"\Vert"),
    "rVert": ("‖", r"\Vert"),
    "dotsc": ("…", r"\ldots"),
    "dotso": ("…", r"\ldots"),
    "dotsb": ("⋯", r"\cdots"),
    "dotsm": ("⋯", r"\cdots"),
    "dotsi": ("⋯", r"\cdots"),
    "textellipsis": ("…", r"\ldots"),
    "AA": ("Å", r"\mathring{A}"),
    "angstrom": ("Å", r"\mathring{A}"),
    "iint": ("∬", r"\int\!\!\int"),
    "iiint": ("∭", r"\int\!\!\int\!\!\int"),
    # What authors define for themselves, all alike.
    **{
        letter: (sign, rf"\mathbf{{{letter}}}")
        for letter, sign in zip("CNQRZ", "ℂℕℚℝℤ", strict=True)
    },
    **{
        name: (name, rf"\mathop{{\mathrm{{{name}}}}}")
        for name in "argmax argmin Tr tr rank diag sgn sign supp Var Cov erf arccot sech csch"
        " curl grad Hom End Aut Gal Spec Ext Tor".split()
    },
    **{
        name: (sign, None)
        for name, sign in _pairs(
            "ltimes ⋉ rtimes ⋊ boxtimes ⊠ boxplus ⊞ circledast ⊛ dotplus ∔ square □ Box □"
            " blacksquare ■ triangledown ▽ blacktriangle ▲ complement ∁ digamma ϝ beth ℶ gimel ℷ"
            " daleth ℸ mho ℧ eth ð therefore ∴ because ∵ checkmark ✓ sqsubset ⊏ sqsupset ⊐"
            " subsetneq ⊊ supsetneq ⊋ trianglelefteq ⊴ trianglerighteq ⊵ unlhd ⊴ unrhd ⊵ Vdash ⊩"
            " rightsquigarrow ⇝ leadsto ⇝ twoheadrightarrow ↠ rightarrowtail ↣ rightleftarrows ⇄"
            " leftrightarrows ⇆ leftrightharpoons ⇋ rightrightarrows ⇉ curvearrowright ↷"
            " dashrightarrow ⇢ upharpoonright ↾ restriction ↾ pitchfork ⋔ between ≬ multimap ⊸"
            " oiint ∯ copyright © pounds £ euro € S § P ¶ dag † ddag ‡ textbullet •"
        ).items()
    },
}
# Accents, and the combining characters they are.
ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
    "overleftarrow": "\u20d6",
    "dot": "\u0307",
    "ddot": "\u0308",
    "acute": "\u0301",
    "grave": "\u0300",
    "check": "\u030c",
    "breve": "\u0306",
    "mathring": "\u030a",
    "overline": "\u0305",
    "underline": "\u0332",
    # Not of the kernel.
    "dddot": "\u20db",
    "ddddot": "\u20dc",
    "widecheck": "\u030c",
    "overleftrightarrow": "\u20e1",
}
CHARACTERS = (
    {name: sign for name, (sign, _) in PACKAGED.items()}
    | KERNEL
    | FUNCTIONS
    | {"mid": "|", "ast": "*", "lq": "\u2018", "rq": "\u2019"}
)
# The sort of a command, and of a character that stands for itself.
SORTS = {
    **{sign: sort for sort, names in _SYMBOLS.items() for sign in names.values()},
    **dict.fromkeys(":|.", Sort.ORDINARY),
    **dict.fromkeys("+-\u2212*\u00b7⋉⋊⊠⊞⊛∔⊲⊳", Sort.BINARY),
    **dict.fromkeys("=<>≲≳⪅⪆≜≔≕⩽⩾≦≧⋘⋙≊≼≽≰≱≮≯≁≇∤∦⊈⊉⊏⊐⊊⊋⊴⊵⊩⇝↠↛", Sort.RELATION),
    **dict.fromkeys("([", Sort.OPENING),
    **dict.fromkeys(")]", Sort.CLOSING),
    **dict.fromkeys(",;", Sort.PUNCTUATION),
    **dict.fromkeys(FUNCTIONS, Sort.OPERATOR),
    **{name: sort for sort, names in _SYMBOLS.items() for name in names},
}
# How the kernel writes a character in math; of several names the first is the one.
SIGNS = {
    **{sign: latex for sign, latex in PACKAGED.values() if latex},
    **{sign: f"\\{name}" for name, sign in reversed(KERNEL.items())},
    "\u22a5": r"\perp",
    "\u27c2": r"\perp",
    "\u03f5": r"\epsilon",
    "\u03d5": r"\phi",
    "\u2206": r"\Delta",
    "\u0127": r"\hbar",
    "\u22c5": r"\cdot",
    "\u2219": r"\bullet",
    "\u2217": r"\ast",
    "\u204e": r"\ast",
    "\u2609": r"\odot",
    "\u2212": "-",
    "\u2215": "/",
    "\u2236": ":",
    "\u2010": r"\mbox{-}",
    "\u2011": r"\mbox{-}",
    "\u2013": r"\mbox{--}",
    "\u2014": r"\mbox{---}",
    "\u2018": "\u0060",
    "\u2019": r"\mbox{'}",
    "\u2329": r"\langle",
    "\u232a": r"\rangle",
    "\u3008": r"\langle",
    "\u3009": r"\rangle",
    "\u2022": r"\bullet",
}
