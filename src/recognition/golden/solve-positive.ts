/**
 * x with A·x = b, by Cholesky factors.
 * @param matrix A, size × size, row by row, symmetric and positive definite; its lower triangle is read and overwritten
 */
export function solvePositive(matrix: Float64Array, b: Float64Array): Float64Array {
  return solveFactored(factorPositive(matrix, b.length), b);
}

/** The lower Cholesky factor of A, in place. @param matrix as {@link solvePositive} takes it */
export function factorPositive(matrix: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        sum -= (matrix[row * size + k] as number) * (matrix[column * size + k] as number);
      matrix[row * size + column] =
        row === column ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (matrix[column * size + column] as number);
    }
  return matrix;
}

/** x with L·Lᵀ·x = b. @param factors L, from {@link factorPositive} */
export function solveFactored(factors: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row++) {
    let sum = x[row] as number;
    for (let k = 0; k < row; k++) sum -= (factors[row * size + k] as number) * (x[k] as number);
    x[row] = sum / (factors[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] as number;
    for (let k = row + 1; k < size; k++) sum -= (factors[k * size + row] as number) * (x[k] as number);
    x[row] = sum / (factors[row * size + row] as number);
  }
  return x;
}
