namespace KerasTransfer.RandomNumbers;

/// <summary>Draws classes with the probabilities that rows of logits stand for.</summary>
internal static class Categorical
{
    /// <summary>
    /// <paramref name="samples"/> class numbers for each row. One stream of doubles runs through all rows, as TensorFlow does on one thread; for large batches
    /// its result depends on the number of threads, this one's does not.
    /// </summary>
    public static long[] Draw(PhiloxStream stream, NDArray logits, int samples)
    {
        int rows = logits.shape[0], classes = logits.shape[1];
        double[] scores = logits.astype(DType.float64).AsSpan<double>().ToArray();
        long[] drawn = new long[rows * samples];
        double[] sums = new double[classes], uniforms = new double[samples];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> score = scores.AsSpan(row * classes, classes);
            double max = double.NegativeInfinity, total = 0.0;
            foreach (double s in score)
                if (double.IsFinite(s)) max = Math.Max(max, s);
            for (int j = 0; j < classes; j++)
            {
                if (double.IsFinite(score[j])) total += Math.Exp(score[j] - max);
                sums[j] = total;
            }
            StreamValues.Uniform(stream, (long)row * samples, uniforms);
            for (int i = 0; i < samples; i++)
            {
                double u = uniforms[i] * total;
                int at = Array.BinarySearch(sums, u);
                at = at < 0 ? ~at : at + 1;
                while (at < classes && sums[at] <= u) at++;               // equal sums belong to impossible classes
                drawn[row * samples + i] = at;
            }
        }
        return drawn;
    }

    /// <summary>Checks that logits are a matrix with at least one class.</summary>
    public static void Check(NDArray logits, int samples)
    {
        if (logits.ndim != 2) throw new ValueError($"`logits` should be a 2-D tensor with shape [batch_size, num_classes]. Received: logits of shape {logits.shape}");
        if (logits.shape[1] == 0) throw new ValueError($"`logits` should have at least one class. Received: logits of shape {logits.shape}");
        if (samples < 0) throw new ValueError($"num_samples should be nonnegative, got {samples}");
    }
}
