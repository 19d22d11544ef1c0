namespace KerasTransfer.Preprocessing;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix.</summary>
/// <remarks>Householder's reduction to three diagonals, then QL steps with implicit shifts: Bowdler, Martin, Reinsch and Wilkinson, Numerische Mathematik 11 (1968), 293–306.</remarks>
internal static class SymmetricEigen
{
    /// <param name="matrix">Symmetric, float64.</param>
    /// <returns>The eigenvalues, and the eigenvectors as columns.</returns>
    public static (double[] values, NDArray vectors) Of(NDArray matrix)
    {
        int n = matrix.shape[0];
        double[][] z = [.. Enumerable.Range(0, n).Select(i => matrix[i].ToArray<double>())];
        double[] diagonal = new double[n], beside = new double[n];
        Reduce(z, diagonal, beside);
        // The steps turn columns; on the transpose these are rows, which lie together in memory.
        double[][] columns = [.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, n).Select(i => z[i][j]).ToArray())];
        Diagonalize(columns, diagonal, beside);
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) vectors[i * n + j] = columns[j][i];
        return (diagonal, NDArray.FromArray(vectors, (n, n)));
    }

    // z becomes the orthogonal Q with Qᵀ A Q tridiagonal.
    private static void Reduce(double[][] z, double[] diagonal, double[] beside)
    {
        int n = z.Length;
        for (int i = n - 1; i > 0; i--)
        {
            double h = 0, scale = 0;
            double[] row = z[i];
            if (i > 1)
                for (int k = 0; k < i; k++) scale += Math.Abs(row[k]);
            if (scale == 0) beside[i] = row[i - 1];
            else
            {
                for (int k = 0; k < i; k++)
                {
                    row[k] /= scale;
                    h += row[k] * row[k];
                }
                double f = row[i - 1], g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
                beside[i] = scale * g;
                h -= f * g;
                row[i - 1] = f - g;
                // beside[0..i) = A u / h, from the lower triangle alone.
                Array.Clear(beside, 0, i);
                for (int j = 0; j < i; j++)
                {
                    double[] at = z[j];
                    double sum = at[j] * row[j], u = row[j];
                    for (int k = 0; k < j; k++)
                    {
                        sum += at[k] * row[k];
                        beside[k] += at[k] * u;
                    }
                    beside[j] += sum;
                    z[j][i] = row[j] / h;
                }
                f = 0;
                for (int j = 0; j < i; j++)
                {
                    beside[j] /= h;
                    f += beside[j] * row[j];
                }
                double half = f / (h + h);
                for (int j = 0; j < i; j++)
                {
                    f = row[j];
                    beside[j] = g = beside[j] - half * f;
                    double[] at = z[j];
                    for (int k = 0; k <= j; k++) at[k] -= f * beside[k] + g * row[k];
                }
            }
            diagonal[i] = h;
        }
        diagonal[0] = beside[0] = 0;
        double[] dots = new double[n];
        for (int i = 0; i < n; i++)
        {
            double[] row = z[i];
            if (diagonal[i] != 0)
            {
                Array.Clear(dots, 0, i);
                for (int k = 0; k < i; k++)
                {
                    double f = row[k];
                    for (int j = 0; j < i; j++) dots[j] += f * z[k][j];
                }
                for (int k = 0; k < i; k++)
                {
                    double f = z[k][i];
                    for (int j = 0; j < i; j++) z[k][j] -= dots[j] * f;
                }
            }
            diagonal[i] = row[i];
            row[i] = 1;
            for (int j = 0; j < i; j++) z[j][i] = row[j] = 0;
        }
    }

    private static void Diagonalize(double[][] columns, double[] d, double[] e)
    {
        int n = d.Length;
        for (int i = 1; i < n; i++) e[i - 1] = e[i];
        if (n > 0) e[n - 1] = 0;
        for (int l = 0; l < n; l++)
            for (int tries = 0; ; tries++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 2.3e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))) m++;
                if (m == l) break;
                if (tries == 100) throw new ValueError("The whitening matrix cannot be found: the pictures hold infinities or numbers that are none.");
                double g = (d[l + 1] - d[l]) / (2 * e[l]), r = double.Hypot(g, 1);
                g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
                double s = 1, c = 1, p = 0;
                int i = m - 1;
                for (; i >= l; i--)
                {
                    double f = s * e[i], b = c * e[i];
                    r = double.Hypot(f, g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }
                    (s, c) = (f / r, g / r);
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    double[] lower = columns[i], upper = columns[i + 1];
                    for (int k = 0; k < lower.Length; k++)
                    {
                        f = upper[k];
                        upper[k] = s * lower[k] + c * f;
                        lower[k] = c * lower[k] - s * f;
                    }
                }
                if (r == 0 && i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
    }
}
