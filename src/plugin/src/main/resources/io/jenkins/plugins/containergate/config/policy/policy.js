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

  // The form shows the name of the field beside it, and says it to nobody who only listens.
  Behaviour.specify("textarea.container-gate-policy, textarea.container-gate-text", "container-gate-label", 0, function (field) {
    var item = field.closest(".jenkins-form-item");
    var label = item && item.querySelector(".jenkins-form-label");
    if (label && label.firstChild) {
      field.setAttribute("aria-label", label.firstChild.textContent.trim());
    }
  });
})();
