"""What helps to write records: new ones, new ids, files, schemas for editors, facts for the form."""
