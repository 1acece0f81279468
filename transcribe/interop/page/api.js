// What a SCORM 1.2 platform offers a page: its object « API », in a window above this one or in the one that opened it.

const HIGHEST = 12; // windows above, at most
const ROOM = 4096; // characters of cmi.suspend_data

function above(start) {
  let place = start;
  for (let n = 0; n < HIGHEST; n += 1) {
    try {
      if (place.API) return place.API;
    } catch {
      return null; // a window of another site
    }
    if (!place.parent || place.parent === place) return null;
    place = place.parent;
  }
  return null;
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = (n) => String(n).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** One sitting at the platform; without a platform everything is said to have failed, and nothing breaks. */
export class Platform {
  constructor() {
    this.api = above(window) ?? (window.opener ? above(window.opener) : null);
    this.began = Date.now();
    this.open = this.api?.LMSInitialize("") === "true";
    if (this.open && ["not attempted", "unknown", ""].includes(this.get("cmi.core.lesson_status"))) {
      this.set("cmi.core.lesson_status", "incomplete");
    }
  }

  get(name) {
    return this.open ? String(this.api.LMSGetValue(name)) : "";
  }

  set(name, value) {
    return this.open && this.api.LMSSetValue(name, String(value)) === "true";
  }

  get done() {
    return ["completed", "passed", "failed"].includes(this.get("cmi.core.lesson_status"));
  }

  /** Whether the page is only looked at. */
  get looked() {
    return this.get("cmi.core.lesson_mode") === "review";
  }

  get learner() {
    return this.get("cmi.core.student_id");
  }

  /** What an earlier sitting left: an object, or nothing. */
  get left() {
    try {
      return JSON.parse(this.get("cmi.suspend_data") || "null");
    } catch {
      return null;
    }
  }

  /** Leaves an object for the next sitting; false when it has no room for it. */
  leave(value) {
    const text = JSON.stringify(value);
    return text.length <= ROOM && this.set("cmi.suspend_data", text) && this.commit();
  }

  /** Hands in: points out of 100, and what was answered, `{id, answer, wanted, right}` each. */
  handIn(points, answers) {
    answers.forEach(({ id, answer, wanted, right }, n) => {
      const place = `cmi.interactions.${n}`;
      this.set(`${place}.id`, id);
      this.set(`${place}.type`, "fill-in");
      this.set(`${place}.student_response`, answer.slice(0, 255));
      this.set(`${place}.correct_responses.0.pattern`, wanted.slice(0, 255));
      this.set(`${place}.result`, right ? "correct" : "wrong");
    });
    this.set("cmi.core.score.min", 0);
    this.set("cmi.core.score.max", 100);
    this.set("cmi.core.score.raw", points);
    return this.set("cmi.core.lesson_status", "completed") && this.commit();
  }

  commit() {
    return this.open && this.api.LMSCommit("") === "true";
  }

  finish() {
    if (!this.open) return;
    this.set("cmi.core.session_time", clock(Date.now() - this.began));
    this.set("cmi.core.exit", this.done ? "" : "suspend");
    this.api.LMSFinish("");
    this.open = false;
  }
}
