"""The calculator: choose a subsidy, fill in what is known, see the result at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape
from pathlib import Path

import gradio as gr

from assistant.subsidy import SCHEMES, Rulebook, Scheme
from assistant.web.anchors import whole_link
from assistant.web.bar import page_bar
from assistant.web.calculator.case import CaseText, outcome_of
from assistant.web.calculator.form import component, fields_of
from assistant.web.calculator.result import result_html
from assistant.web.calculator.sheets import assess_upload, template
from assistant.web.calculator.words import CalculatorWords, calculator_words
from assistant.web.english import worded

Values = dict[str, str]


def build_calculator(rulebook: Rulebook, today: Callable[[], dt.date], language: str = "zh") -> gr.Blocks:
    """The page.

    Args:
        rulebook: the rules.
        today: the day of asking.
        language: of the page.
    """
    words = calculator_words(language)
    calculator = Calculator(rulebook, today, words)
    with gr.Blocks(title=words.title, analytics_enabled=False, fill_width=True) as blocks:
        gr.HTML(page_bar("calculator", language, words.title, words.lead), padding=False)
        filled = gr.State(CaseText())
        told = gr.HTML("", padding=False)
        with gr.Walkthrough(selected=1) as walk:
            with gr.Step(words.step_scheme, id=1):
                choices = [(_named(one, words), one.id) for one in SCHEMES.values()]
                scheme = gr.Radio(choices, label=words.scheme, elem_id="scheme")
                forward = gr.Button(words.next, variant="primary", elem_id="next")
            with gr.Step(words.step_facts, id=2), gr.Row(equal_height=False):
                with gr.Column(scale=3, min_width=300):

                    @gr.render(inputs=[filled], triggers=[filled.change, blocks.load], show_progress="hidden")
                    def form(case: CaseText) -> None:
                        _form(case, calculator, result, link)

                    further = gr.Button(words.further, elem_id="further")
                with gr.Column(scale=2, min_width=300):
                    result = gr.HTML(f'<p class="hint">{words.nothing}</p>', elem_id="result", padding=False)
            with gr.Step(words.step_more, id=3):
                link = gr.Textbox(label=words.link, interactive=False, buttons=["copy"], elem_id="link")
                _table(calculator, scheme)
                back = gr.Button(words.back, elem_id="back")
        gr.on(
            [forward.click, scheme.input],
            calculator.chosen,
            [scheme, filled],
            [filled, walk, result, link],
            api_visibility="private",
            show_progress="hidden",
        )
        further.click(
            lambda: gr.Walkthrough(selected=3), None, [walk], api_visibility="private", show_progress="hidden"
        )
        back.click(lambda: gr.Walkthrough(selected=2), None, [walk], api_visibility="private", show_progress="hidden")
        blocks.load(
            calculator.opened,
            None,
            [scheme, filled, walk, result, link, told],
            api_visibility="private",
            show_progress="hidden",
        )
    return blocks


def _named(scheme: Scheme, words: CalculatorWords) -> str:
    """A subsidy as it is chosen: its name, and who gets what."""
    return f"{worded(scheme.title, words.language)}{words.stop}{worded(scheme.summary, words.language)}"


def _form(case: CaseText, calculator: Calculator, result: gr.HTML, link: gr.Textbox) -> None:
    """The fields of the chosen scheme; each change assesses the case anew."""
    if case.scheme not in SCHEMES:
        return
    words = calculator.words
    fields = fields_of(case.scheme, calculator.rulebook, words.language)
    first = [component(field, case.values.get(field.name, "")) for field in fields if field.first]
    as_of = gr.Textbox(value=case.as_of, label=words.as_of, max_length=20, interactive=True, elem_id="as-of")
    rest = [field for field in fields if not field.first]
    more = []
    if rest:
        with gr.Accordion(words.more, open=any(case.values.get(field.name) for field in rest)):
            more = [component(field, case.values.get(field.name, "")) for field in rest]
    names = [field.name for field in fields if field.first] + [field.name for field in rest]

    def assessed(request: gr.Request, day: str, *texts: str | None) -> tuple[str, str]:
        given = tuple((name, text or "") for name, text in zip(names, texts, strict=True))
        return calculator.assessed(CaseText(case.scheme, day or "", given), request)

    inputs = [as_of, *first, *more]
    for one in inputs:
        one.change(assessed, inputs, [result, link], api_visibility="private", show_progress="hidden")


def _table(calculator: Calculator, scheme: gr.Radio) -> None:
    words = calculator.words
    with gr.Accordion(words.csv, open=False, elem_id="csv"):
        gr.HTML(f"<p>{words.csv_lead}</p>", padding=False)
        upload = gr.File(label=words.csv_file, file_types=[".csv"], type="filepath")
        with gr.Row():
            run = gr.Button(words.csv_run, variant="primary", elem_id="csv-run")
            empty = gr.DownloadButton(words.csv_template, elem_id="csv-template")
        said = gr.HTML(padding=False, elem_id="csv-said")
        files = gr.File(label=words.csv_result, file_count="multiple", interactive=False, visible=False)
    run.click(calculator.uploaded, [upload, scheme], [files, said], api_visibility="private")
    scheme.change(lambda name: template(name) if name in SCHEMES else None, [scheme], [empty], api_visibility="private")


class Calculator:
    """What the controls do."""

    def __init__(self, rulebook: Rulebook, today: Callable[[], dt.date], words: CalculatorWords) -> None:
        self.rulebook = rulebook
        self.words = words
        self._today = today

    def assessed(self, case: CaseText, request: gr.Request) -> tuple[str, str]:
        """The result of a case as HTML, and the link that opens it again."""
        language = self.words.language
        found, link = outcome_of(case, self.rulebook, self._today()), case.link(language)
        return result_html(found, self.rulebook, language, link), whole_link(link, request)

    def chosen(
        self, scheme: str | None, now: CaseText, request: gr.Request
    ) -> tuple[CaseText, gr.Walkthrough, str, str]:
        """A scheme: its empty form; the same one again: what is filled in stays."""
        if scheme not in SCHEMES:
            return CaseText(), gr.Walkthrough(selected=1), "", ""
        if scheme == now.scheme:
            return gr.skip(), gr.Walkthrough(selected=2), gr.skip(), gr.skip()
        case = CaseText(str(scheme))
        return case, gr.Walkthrough(selected=2), *self.assessed(case, request)

    def opened(self, request: gr.Request) -> tuple[str | None, CaseText, gr.Walkthrough, str, str, str]:
        """The case of the address, if it names one; what it cannot mean is said."""
        query = {name: str(text) for name, text in dict(request.query_params).items()}
        if "scheme" not in query:
            return None, CaseText(), gr.Walkthrough(selected=1), "", "", ""
        try:
            case = CaseText.from_query(query)
        except KeyError:
            said = self.words.bad_link.format(reason="")
            return None, CaseText(), gr.Walkthrough(selected=1), "", "", f'<p role="alert">{escape(said)}</p>'
        return case.scheme, case, gr.Walkthrough(selected=2), *self.assessed(case, request), ""

    def uploaded(self, path: str | None, scheme: str | None) -> tuple[gr.File, str]:
        """A table computed."""
        if not path or scheme not in SCHEMES:
            return gr.File(visible=False), f'<p role="alert">{self.words.no_file}</p>'
        files, told = assess_upload(Path(path), str(scheme), self.rulebook, self._today(), self.words.language)
        return gr.File(value=files or None, visible=bool(files)), told
