// Has a policy checked while it is written: the form itself checks only when the field is left.
(function () {
  var PAUSE = 600;
  var timers = new WeakMap();

  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || !field.classList.contains("container-gate-policy")) {
      return;
    }
    clearTimeout(timers.get(field));
    timers.set(
      field,
      setTimeout(function () {
        field.dispatchEvent(new Event("change"));
      }, PAUSE),
    );
  });
})();
