// What has the focus is never under the bar that stays at the top (WCAG 2.4.11): scrolling leaves its height free.

export function unhidden(bar) {
  const measure = () => {
    const stays = getComputedStyle(bar).position === "sticky";
    document.documentElement.style.scrollPaddingTop = stays ? `${bar.offsetHeight + 12}px` : "";
  };
  new ResizeObserver(measure).observe(bar);
  addEventListener("resize", measure);
}
