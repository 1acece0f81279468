"""Speech as it is: hesitations, asides, words taken back, words said again.

Four rules set words aside, in this order: what fills a silence (``fillers``), what is said to the secretary
(``asides``, ``copies``), what the speaker takes back and says so (``repairs``, ``erasures``), what is begun again
without a word about it (``restarts``). The words that show each of them are tables of ``transcribe.french``; what is
taken back is found by ``alignment``: the words before the interruption that those after it answer.

Where two readings stand, the words stay and a doubt says so.
"""
