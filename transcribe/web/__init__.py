"""The pages of a class: HTTP over ``classroom``, and nothing else; it never imports ``pipeline``."""
