"""What a parse shows of who reported what: candidates for each cue, weighed beside what is found without it."""
