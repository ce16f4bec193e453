"""Pages without the framework: a shared answer, an address that leads nowhere, a fault of ours."""

from __future__ import annotations

from html import escape

from assistant.web.language import HTML_LANG

STYLE = """
:root { color-scheme: light dark; --ink: #1c1917; --soft: #57534e; --line: #e0dcd9; --accent: #1f6662; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #f5f5f4; --soft: #c4beb8; --line: #44403c; --accent: #8cc5c0; --paper: #0c0a09; } }
body { font: 17px/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--paper); max-width: 44rem; margin: 0 auto; padding: 24px 18px 60px; }
h1 { font-size: 1.4rem; margin: 0 0 4px; } h2 { font-size: 1.05rem; margin: 28px 0 6px; } p { margin: 0 0 .5em; }
.soft { color: var(--soft); font-size: .92em; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; border-bottom: 1px solid var(--line); padding: 6px 10px 6px 0; } th { font-weight: 500; }
blockquote { margin: 0 0 14px; padding: 2px 0 2px 12px; border-left: 3px solid var(--accent); } ol { padding-left: 1.4em; }
nav { display: flex; gap: 18px; flex-wrap: wrap; margin: 0 0 20px; } nav a, nav button { font: inherit; color: var(--accent); background: none; border: 0; padding: 6px 0; cursor: pointer; text-decoration: underline; }
@media print { nav { display: none; } body { padding: 0; max-width: none; } blockquote, tr { break-inside: avoid; } }
"""


def plain_page(language: str, title: str, body: str) -> str:
    """A complete HTML page.

    Args:
        language: of the page.
        title: plain text.
        body: HTML that is escaped already.
    """
    return (
        f'<!doctype html><html lang="{HTML_LANG[language]}"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg" type="image/svg+xml">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )
