/** Things a person sends without looking for a file: a sticker drawn here, a second of sound, a place. */

const RATE = 8000;

/** Somewhere in Paris. */
export const PLACE = { latitude: 48.8566, longitude: 2.3522 };

/** A smiling face as a WebP file, the format of Telegram's stickers. */
export async function sticker() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 512, height: 512 });
  const pen = canvas.getContext("2d");
  disc(pen, 256, 256, 220, "#ffcf4a");
  disc(pen, 180, 210, 28, "#4a3520");
  disc(pen, 332, 210, 28, "#4a3520");
  pen.lineWidth = 22;
  pen.lineCap = "round";
  pen.strokeStyle = "#4a3520";
  pen.beginPath();
  pen.arc(256, 270, 110, 0.3, Math.PI - 0.3);
  pen.stroke();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/webp"));
  return new File([blob], "sourire.webp", { type: blob.type });
}

/** One second of a soft tone as a WAV file. */
export function voice() {
  const view = new DataView(new ArrayBuffer(44 + RATE * 2));
  const words = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  words(0, "RIFF");
  view.setUint32(4, 36 + RATE * 2, true);
  words(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(36, "data");
  view.setUint32(40, RATE * 2, true);
  for (let i = 0; i < RATE; i += 1) view.setInt16(44 + 2 * i, 4000 * Math.sin((i / RATE) * 2 * Math.PI * 440), true);
  return new File([view], "message.wav", { type: "audio/wav" });
}

function disc(pen, x, y, radius, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
