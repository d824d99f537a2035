"""The doc store: article number to stored article."""
