// Replays ink on signature_pad as pointer events, in the time of the recording: its throttle sees a clock of ours.
"use strict";
let virtualMs = 1e6;
const timers = new Map();
let timerId = 0;
const realNow = performance.now.bind(performance);
Date.now = () => virtualMs;
window.setTimeout = (fn, wait) => (timers.set(++timerId, { fn, at: virtualMs + (wait || 0) }), timerId);
window.clearTimeout = (id) => timers.delete(id);

function advance(toMs) {
  for (;;) {
    const due = [...timers].filter(([, t]) => t.at <= toMs).sort((a, b) => a[1].at - b[1].at)[0];
    if (!due) break;
    timers.delete(due[0]);
    virtualMs = Math.max(virtualMs, due[1].at);
    due[1].fn();
  }
  virtualMs = Math.max(virtualMs, toMs);
}

function makePad(width, height, options, transform) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.style.cssText = "position:absolute;left:0;top:0";
  document.body.replaceChildren(canvas);
  const contextOptions = { willReadFrequently: true };
  const pad = new SignaturePad(canvas, {
    backgroundColor: "rgb(255,255,255)", canvasContextOptions: contextOptions, ...options });
  const context = canvas.getContext("2d", contextOptions);
  if (transform) context.setTransform(...transform);
  return { canvas, pad, context };
}

function send(target, type, sample, buttons) {
  const [x, y, , pressure] = sample;
  target.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, pointerType: "pen", button: type === "pointermove" ? -1 : 0, buttons,
    clientX: x, clientY: y, pressure: pressure === null ? 0.5 : pressure }));
}

function replay(canvas, strokes, each) {
  const startMs = virtualMs + 1000;
  for (const stroke of strokes) {
    stroke.forEach((sample, index) => {
      advance(startMs + sample[2] * 1000);
      const type = index === 0 ? "pointerdown" : "pointermove";
      if (each) each(() => send(index === 0 ? canvas : window, type, sample, 1));
      else send(index === 0 ? canvas : window, type, sample, 1);
    });
    send(window, "pointerup", stroke[stroke.length - 1], 0);
    advance(virtualMs + 50);
  }
}

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
const everySample = { throttle: 0, minDistance: 0 };

function measureFidelity({ size, strokes }) {
  const { canvas, pad } = makePad(size[0], size[1], {});
  replay(canvas, strokes);
  const kept = pad.toData().reduce((sum, group) => sum + group.points.length, 0);
  const whole = canvas.toDataURL("image/png");
  const alone = strokes.map((stroke) => {
    const one = makePad(size[0], size[1], {});
    replay(one.canvas, [stroke]);
    return one.canvas.toDataURL("image/png");
  });
  return { kept, whole, alone };
}

function measurePicture({ strokes, raster }) {
  const { width, height, scale, left, top } = raster;
  const { canvas, pad } = makePad(width, height, {}, [scale, 0, 0, scale, left, top]);
  replay(canvas, strokes);
  const lossless = canvas.toDataURL("image/png");
  const jpeg = canvas.toDataURL("image/jpeg");
  const data = pad.toData();
  const times = [];
  for (let i = 0; i < RUNS + 2; i++) {
    const begin = realNow();
    pad.fromData(data);
    canvas.toDataURL("image/jpeg");
    times.push(realNow() - begin);
  }
  return { lossless, jpeg, encodeMs: times.slice(2) };
}

function timed(canvas, context, strokes) {
  const micros = [];
  replay(canvas, strokes, (act) => {
    const begin = realNow();
    act();
    context.getImageData(0, 0, 1, 1);
    micros.push((realNow() - begin) * 1000);
  });
  return micros;
}

function measureLatency(inks, long) {
  const runs = [];
  for (let i = 0; i < RUNS; i++) {
    const micros = [];
    for (const { size, strokes } of inks) {
      const { canvas, context } = makePad(size[0], size[1], everySample);
      micros.push(...timed(canvas, context, strokes));
    }
    runs.push(micros);
  }
  const quickest = runs[0].map((_, i) => Math.min(...runs.map((micros) => micros[i])));
  const { canvas, context } = makePad(long.size[0], long.size[1], everySample);
  const all = timed(canvas, context, long.strokes);
  return { p50: quantile(quickest, 0.5), p99: Math.min(...runs.map((micros) => quantile(micros, 0.99))), growth: quantile(all.slice(-1000), 0.5) / quantile(all.slice(0, 1000), 0.5) };
}

const fidelity = {}, pictures = {};
for (const [name, ink] of Object.entries(INKS)) {
  fidelity[name] = measureFidelity(ink);
  pictures[name] = measurePicture(ink);
}
const answer = { fidelity, pictures, latency: measureLatency(Object.values(INKS), LONG), agent: navigator.userAgent };
document.body.textContent = JSON.stringify(answer);
