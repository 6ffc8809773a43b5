/** The doctor's picture: a blue disc, 96 × 96, small enough to read a request that has it inside. */
export const picture = {
  contentType: 'image/png',
  fileName: 'doctor.png',
  base64:
    'iVBORw0KGgoAAAANSUhEUgAAAGAAAABgAQMAAADYVuV7AAAABlBMVEX///8lY+sSTFThAAAAqUlEQVR42t2TQQ7DIAwEg3LgmCfwlD6tfRpPyRNy' +
    'zAHFETIbs1SWql5axSdGwmuEd6fpD0vkdZ0Xkf2Ch8jR3bJ7c4XVWqwpVSgNnhWk64dCUMgmBrmosJkytJNCwctqHe+gM9vUdtapPQRAHmEGrCNEwDbC' +
    'Atg/hwQoN4RvPsT/Xn8l/hr91bNDfCOR38iJ5FFyL/maHM9ZoJRQfihZlDlOI+WUEvzTOgEDcy+ewyIqMAAAAABJRU5ErkJggg==',
} as const;
