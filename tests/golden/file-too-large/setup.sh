head -c 17000000 /dev/zero | tr '\0' 'a' > sections/large.md
