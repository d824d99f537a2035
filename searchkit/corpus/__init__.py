"""The layer that turns files into articles: `discover` finds them, one module per format reads them."""
