namespace KerasTransfer.Preprocessing;

public sealed partial class ImageDataGenerator
{
    /// <summary>Finds what <c>featurewise_center</c>, <c>featurewise_std_normalization</c> and <c>zca_whitening</c> need, from pictures.</summary>
    /// <param name="x">Pictures, four axes.</param>
    /// <param name="augment">Whether from pictures changed at random.</param>
    /// <param name="rounds">How often each is changed and counted, if <paramref name="augment"/>.</param>
    /// <param name="seed">Set in <c>np.random</c> first; null: it goes on from where it is.</param>
    /// <exception cref="ValueError"><paramref name="x"/> has not four axes, or is empty.</exception>
    public void fit(NDArray x, bool augment = false, int rounds = 1, long? seed = null)
    {
        if (x.ndim != 4) throw new ValueError($"Input to `.fit()` should have rank 4. Got array with shape: {x.shape}");
        if (x.shape[0] == 0) throw new ValueError("Input to `.fit()` has no picture in it.");
        int channels = x.shape[ChannelAxis];
        if (channels is not (1 or 3 or 4))
            Warning.Write($"Expected input to be images (as Numpy array) following the data format convention \"{data_format}\" (channels on axis {ChannelAxis}), i.e. expected either 1, 3 or 4 channels on axis {ChannelAxis}. "
                + $"However, it was passed an array with shape {x.shape} ({channels} channels).");
        if (seed is { } s) GlobalSeed.NumPy.seed(s);
        x = x.astype(dtype);
        if (rescale is { } factor) x = x * factor;
        if (augment)
        {
            if (rounds < 1) throw new ValueError($"rounds must be at least 1. Received: {rounds}");
            NDArray changed = NDArray.Uninitialized(x.shape.With(0, checked(rounds * x.shape[0])), dtype);
            for (int i = 0; i < changed.shape[0]; i++) changed[i] = random_transform(x[i % x.shape[0]]);
            x = changed;
        }
        Shape each = new Shape(1, 1, 1).With(ChannelAxis - 1, channels);
        Axes others = (0, RowAxis, ColumnAxis);
        if (featurewise_center)
        {
            mean = KerasApi.np.mean(x, others).reshape(each);
            x = x - mean;
        }
        if (featurewise_std_normalization)
        {
            std = KerasApi.np.std(x, others).reshape(each);
            x = x / (std + 1e-6);
        }
        if (zca_whitening) zca_whitening_matrix = Whitening(x.reshape((x.shape[0], x.size / x.shape[0])), zca_epsilon);
    }

    // U · diag(√n / (s + ε)) · Uᵀ, where U and s are the left singular vectors and values of the pictures as columns: the eigenvectors of XᵀX and the roots of its eigenvalues.
    // With fewer pictures than pixels they follow from the smaller XXᵀ = V diag(s²) Vᵀ: U = Xᵀ V / s.
    private static NDArray Whitening(NDArray flat, double epsilon)
    {
        NDArray x = flat.astype(DType.float64);
        int n = x.shape[0], pixels = x.shape[1];
        bool few = n < pixels;
        NDArray gram = few ? KerasApi.np.matmul(x, x.T) : KerasApi.np.matmul(x.T, x);
        (double[] values, NDArray vectors) = SymmetricEigen.Of(gram);
        double[] singular = [.. values.Select(v => Math.Sqrt(Math.Max(v, 0)))];
        if (few)
        {
            // A picture that the others add up to has the singular value 0 and no direction of its own.
            double least = singular.Max() * 1e-7;
            double[] inverse = [.. singular.Select(s => s > least ? 1 / s : 0)];
            vectors = KerasApi.np.matmul(x.T, vectors) * NDArray.FromArray(inverse, n);
        }
        double[] factors = [.. singular.Select(s => Math.Sqrt(n) / (s + epsilon))];
        return KerasApi.np.matmul(vectors * NDArray.FromArray(factors, factors.Length), vectors.T);                                                 // float64, as in Keras
    }
}
