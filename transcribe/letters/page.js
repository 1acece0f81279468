(function () {
  "use strict";
  var sound = document.getElementById("son");
  var words = Array.prototype.slice.call(document.querySelectorAll(".mot"));
  var until = null;
  var current = 0;
  if (!sound || !words.length) { return; }
  words.forEach(function (word, index) {
    word.setAttribute("role", "button");
    word.tabIndex = index === 0 ? 0 : -1;
    word.addEventListener("click", function () { go(index); play(word); });
    word.addEventListener("focus", function () { go(index); });
  });
  function go(index) {
    words[current].tabIndex = -1;
    current = Math.max(0, Math.min(words.length - 1, index));
    words[current].tabIndex = 0;
  }
  function play(word) {
    until = parseFloat(word.dataset.e) + 0.15;
    sound.currentTime = Math.max(0, parseFloat(word.dataset.s) - 0.1);
    sound.play();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { sound.pause(); return; }
    if (!event.target.classList || !event.target.classList.contains("mot")) { return; }
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      go(current + (event.key === "ArrowRight" ? 1 : -1));
      words[current].focus();
    } else if (event.key === "Enter" || event.key === " ") {
      play(words[current]);
    } else { return; }
    event.preventDefault();
  });
  sound.addEventListener("timeupdate", function () {
    var now = sound.currentTime;
    if (until !== null && now >= until) { sound.pause(); until = null; }
    words.forEach(function (word) {
      var on = !sound.paused && now >= parseFloat(word.dataset.s) && now < parseFloat(word.dataset.e);
      word.classList.toggle("joue", on);
    });
  });
})();
