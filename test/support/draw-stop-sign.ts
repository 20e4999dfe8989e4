import sharp from "sharp";

/** Where the sign is, in fractions of the photo. */
export const STOP_SIGN = { left: 0.325, top: 0.145, width: 0.35, height: 0.46 };

/** A photo, 640 × 480, of something that the model `general` knows without teaching. */
export function drawStopSign(): Promise<Buffer> {
  const octagon = (radius: number) =>
    Array.from({ length: 8 }, (_, corner) => {
      const angle = (corner + 0.5) * (Math.PI / 4);
      return `${320 + radius * Math.cos(angle)},${180 + radius * Math.sin(angle)}`;
    }).join(" ");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="640" height="480" fill="#9dc3e6"/>
    <rect y="380" width="640" height="100" fill="#6b8e4e"/>
    <rect x="310" y="200" width="20" height="260" fill="#888"/>
    <polygon points="${octagon(120)}" fill="#fff"/>
    <polygon points="${octagon(112)}" fill="#c1121f"/>
    <rect x="240" y="160" width="160" height="40" fill="#fff"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}
