/**
 * What the reading model tells apart, in the order of its outputs from 1 on; output 0 stands for no character. As
 * printed by `npm run convert-text-weights`.
 */
export const CHARACTERS: readonly string[] = [
  ..." !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~°±Ωμ",
];
