"""The languages of the interface: gathering what is said, keeping the catalogues, and compiling them.

Plain Python, so that neither the product nor its check needs GNU gettext (decision 39).
"""
