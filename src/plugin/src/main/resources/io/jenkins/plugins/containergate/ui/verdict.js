// Shows times in the zone and the words of whoever reads the page; without this script they are in UTC.
(function () {
  function show() {
    document.querySelectorAll("time.container-gate-time").forEach(function (element) {
      var time = new Date(element.dateTime);
      if (!isNaN(time)) {
        element.title = element.dateTime;
        element.textContent = time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
      }
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", show);
  } else {
    show();
  }
})();
