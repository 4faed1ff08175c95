"""Lists in HTML, bookmarks among them."""

from __future__ import annotations

from enrich.seeds.html import read_html
from tests.fuzz.parsers.lists import IDENTIFIERS, List, fuzzer

__all__ = ["HTML"]

_EXAMPLES = (
    (
        '<!DOCTYPE html><html><head><title>List</title></head><body><h2>Part</h2><ul><li><a href="'
        'https://arxiv.org/abs/2101.00001">A &amp; B</a>, 2021</li></ul><script>x</script></body>'
    ),
    '<p><A HREF=https://doi.org/10.1000/x>Words<br>more</A><a name="x"></a><a href="#">y</a>',
)
_PIECES = (
    *"< > </ /> <a <a> </a> <b> <i> <p> <li> <ul> <h1> </h1> <script> </script>".split(),
    *"<style> <title> <!-- --> <!".split(),
    *'<!DOCTYPE <![CDATA[ ]]> <? ?> href= href="https://doi.org/10.1000/x" " \' ='.split(),
    *"& &amp; &#0; &#xD800;".split(),
    *"&#99999999999; &lt; &nbsp <![ <![if <!ELEMENT <textarea> <svg> <math>".split(),
    *"<plaintext> <base".split(),
    " ",
    "\n",
    *IDENTIFIERS,
)

HTML = fuzzer(List("html", ".html", read_html), _EXAMPLES, _PIECES)
