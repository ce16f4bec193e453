"""One calm theme: system fonts, one accent colour, generous space, light and dark."""

from __future__ import annotations

import gradio as gr

FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
ACCENT = gr.themes.Color(
    c50="#eef6f5",
    c100="#d5e9e7",
    c200="#add4d0",
    c300="#7fbab5",
    c400="#4d9a95",
    c500="#2a7d78",
    c600="#1f6662",
    c700="#19524f",
    c800="#15413f",
    c900="#113231",
    c950="#0a2120",
)


def page_theme() -> gr.themes.Base:
    """The theme of every page."""
    return gr.themes.Base(
        primary_hue=ACCENT,
        secondary_hue=ACCENT,
        neutral_hue=gr.themes.colors.stone,
        font=list(FONTS),
        font_mono=["ui-monospace", "monospace"],
        radius_size=gr.themes.sizes.radius_lg,
        text_size=gr.themes.sizes.text_md,
    ).set(block_title_text_color="*body_text_color", block_title_text_weight="500")
