"""The commands of `searchkit`, one file each: flags in, a call of the archive, text out."""
