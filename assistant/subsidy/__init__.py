"""The subsidy tool: every scheme of the notice, each a pure function of facts and a day, with its proof."""

from assistant.subsidy.assess import assess
from assistant.subsidy.assessment import (
    Amount,
    AmountKind,
    Assessment,
    Branch,
    Condition,
    Finding,
    Operand,
    Remark,
    Step,
    Verdict,
)
from assistant.subsidy.changes import Change, what_would_change
from assistant.subsidy.comparison import Comparison, compare_before_after
from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import CareTrade, Certificate, Facts, Hukou, Place, Status
from assistant.subsidy.forms import FACT_FORMS, Choice, Concerns, FactForm, FactKind
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook, load_rulebook
from assistant.subsidy.scheme import Scheme
from assistant.subsidy.together import Together, together
from assistant.subsidy.yearly import YearlyChoice, once_a_year

__all__ = [
    "FACT_FORMS",
    "SCHEMES",
    "Amount",
    "AmountKind",
    "Assessment",
    "Branch",
    "CareTrade",
    "Certificate",
    "Change",
    "Choice",
    "Comparison",
    "Concerns",
    "Condition",
    "FactError",
    "FactForm",
    "FactKind",
    "Facts",
    "Finding",
    "Hukou",
    "Operand",
    "Place",
    "Remark",
    "Rulebook",
    "Scheme",
    "Status",
    "Step",
    "Together",
    "Verdict",
    "YearlyChoice",
    "assess",
    "compare_before_after",
    "load_rulebook",
    "once_a_year",
    "together",
    "what_would_change",
]
