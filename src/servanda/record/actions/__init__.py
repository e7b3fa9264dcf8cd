"""What can be done with the record, one verb a file; desk, api and command line call the same ones."""
