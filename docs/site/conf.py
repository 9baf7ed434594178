"""How the pages of docs/ become a site: `bin/docs` (decision 38). Everything it shows comes from the site itself."""

from typing import Any

from pygments.lexers.special import TextLexer

project = "Fermata"
copyright = "the authors of Fermata. Texts: CC BY 4.0"  # noqa: A001  # Sphinx's name
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/site/index"
include_patterns = [
    "docs/**.md",
    *(f"{name}.md" for name in ("README", "GLOSSARY", "SECURITY", "CONTRIBUTING", "STYLE", "CHANGELOG")),
    "matcher/README.md",
    "content/README.md",
]
myst_heading_anchors = 4  # so that a link to a heading is checked as well
nitpicky = True

html_theme = "furo"
html_title = "Fermata"
html_static_path = ["static"]
html_css_files = ["fermata.css"]
html_favicon = "../../web/styles/mark.svg"
html_logo = "../../web/styles/mark.svg"
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {
    "light_css_variables": {
        "color-background-primary": "#f8f4eb",
        "color-background-secondary": "#f1ece0",
        "color-foreground-primary": "#1b2a3d",
        "color-brand-primary": "#20607f",
        "color-brand-content": "#20607f",
        "font-stack--headings": "Georgia, 'Times New Roman', serif",
    },
    "dark_css_variables": {
        "color-background-primary": "#1e1a15",
        "color-background-secondary": "#26211b",
        "color-foreground-primary": "#ece5d8",
        "color-brand-primary": "#8fc4dd",
        "color-brand-content": "#8fc4dd",
    },
}


def setup(app: Any) -> None:
    """A drawing in words stays words: what would draw it comes from elsewhere, or is large."""
    app.add_lexer("mermaid", TextLexer)
