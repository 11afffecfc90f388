printf '\n![A picture](picture.svg)\n' >> sections/about.md
printf '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect' > picture.svg
