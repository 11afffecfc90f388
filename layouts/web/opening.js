// Read before the first words.
"use strict";
// The room of what is not laid out yet (reader.css) and what is found: checkers of styles do not know them.
const room = new CSSStyleSheet();
room.replaceSync("main section,.far,.asks>ol,nav ol{contain-intrinsic-size:auto 45rem}.evidence,.gap,.leaf>article{contain-intrinsic-size:auto 13rem}.asks>ol>li{contain-intrinsic-size:auto 3rem}.opening body{visibility:hidden}::highlight(found){background:#ffdd00;color:#0b0c0c}");
document.adoptedStyleSheets = [room];
// The reader keeps the place itself (reader/place.js).
history.scrollRestoration = "manual";
// The colours that were chosen here before; a file on disk may be denied the memory.
try {
  const theme = JSON.parse(localStorage.getItem("sightline-theme"));
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
// The faces of the first words, which would else be set twice: nothing is seen until they are read,
// some thousandths of a second, and in no case for long.
const show = () => document.documentElement.classList.remove("opening");
document.documentElement.classList.add("js", "opening");
Promise.allSettled([...document.fonts].map(face => face.load())).then(show);
setTimeout(show, 400);
