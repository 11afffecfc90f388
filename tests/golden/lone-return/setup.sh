printf '\nA\r\rB [@EV-99].\r\r<div>x</div>\r\rC' >> sections/about.md
