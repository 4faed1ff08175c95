"""What may be wrong with a project and what it stands on, each examined by itself."""

from enrich.diagnosis.examining import examine
from enrich.diagnosis.model import Examined, Verdict

__all__ = ["Examined", "Verdict", "examine"]
