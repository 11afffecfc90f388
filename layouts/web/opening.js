// Read before the first words.
"use strict";
// The room of what is not laid out yet (reader.css): a property that checkers of styles do not know.
const room = new CSSStyleSheet();
room.replaceSync("main>section,section section{contain-intrinsic-size:auto 45rem}.evidence,.gap,nav ol ol{contain-intrinsic-size:auto 13rem}.asks>ol>li{contain-intrinsic-size:auto 4.5rem}");
document.adoptedStyleSheets = [room];
// The faces of the first words, which would else be set twice.
for (const face of document.fonts) face.load();
