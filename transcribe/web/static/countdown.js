// Time left: counted from what the server said, never from this computer's clock; said aloud at few moments only.

const SAID = [1800, 900, 600, 300, 120, 60];

function words(seconds) {
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  if (seconds > 60) return "2 minutes";
  return seconds > 1 ? `${Math.ceil(seconds)} secondes` : "moins d’une seconde";
}

export function countDown(place, left, say) {
  const end = performance.now() + left * 1000;
  let last = Infinity;
  const tick = () => {
    const seconds = (end - performance.now()) / 1000;
    if (seconds <= 0) {
      place.textContent = "Le temps prévu est écoulé : votre texte reste enregistré, rendez-le.";
      if (last > 0) say(place.textContent);
      last = 0;
      return;
    }
    place.textContent = `Temps restant : ${words(seconds)}.`;
    const moment = SAID.find((one) => seconds <= one && last > one);
    if (moment !== undefined && last !== Infinity) say(place.textContent);
    last = seconds;
    setTimeout(tick, seconds > 120 ? 5000 : 1000);
  };
  tick();
}
