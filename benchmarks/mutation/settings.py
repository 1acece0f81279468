"""How tests run here: the same examples each time, no deadline, and no shrinking of what fails."""

import pytest
from hypothesis import HealthCheck, Phase, settings

ARGUMENTS = ("-qq", "--no-header", "--no-summary", "-p", "no:cacheprovider", "--override-ini=filterwarnings=")


class SameExamples:
    """A plugin that sets the profile of hypothesis after the conftests and before the tests are imported."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        settings.register_profile(
            "mutants",
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutants")
