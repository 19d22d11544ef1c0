namespace KerasTransfer.RandomNumbers;

/// <summary>Arrays filled from a stream, in the type asked for.</summary>
internal static class RandomArrays
{
    public static NDArray Uniform(PhiloxStream stream, Shape shape, double minval, double maxval, DType dtype, string function)
    {
        if (dtype == DType.float64)
        {
            double[] doubles = new double[shape.Size];
            StreamValues.Uniform(stream, 0, doubles, minval, maxval);
            return NDArray.FromArray(doubles, shape);
        }
        CheckFloat(dtype, function);
        float[] values = new float[shape.Size];
        StreamValues.Uniform(stream, 0, values, minval, maxval);
        return NDArray.FromArray(values, shape);
    }

    public static NDArray Normal(PhiloxStream stream, Shape shape, double mean, double stddev, DType dtype, string function)
    {
        if (dtype == DType.float64)
        {
            double[] doubles = new double[shape.Size];
            StreamValues.Normal(stream, 0, doubles, mean, stddev);
            return NDArray.FromArray(doubles, shape);
        }
        CheckFloat(dtype, function);
        float[] values = new float[shape.Size];
        StreamValues.Normal(stream, 0, values, mean, stddev);
        return NDArray.FromArray(values, shape);
    }

    public static NDArray TruncatedNormal(PhiloxStream stream, Shape shape, double mean, double stddev, DType dtype, string function)
    {
        if (dtype == DType.float64)
        {
            double[] doubles = new double[shape.Size];
            StreamValues.TruncatedNormal(stream, 0, doubles, mean, stddev);
            return NDArray.FromArray(doubles, shape);
        }
        CheckFloat(dtype, function);
        float[] values = new float[shape.Size];
        StreamValues.TruncatedNormal(stream, 0, values, mean, stddev);
        return NDArray.FromArray(values, shape);
    }

    /// <summary>Whole numbers of 32 or 64 bits.</summary>
    public static NDArray Integers(PhiloxStream stream, Shape shape, long minval, long maxval, DType dtype)
    {
        if (minval >= maxval) throw new ValueError($"Need minval < maxval, got {minval} >= {maxval}");
        if (dtype == DType.int32)
        {
            if (minval < int.MinValue || maxval > int.MaxValue) throw new ValueError($"minval and maxval must fit int32. Received: {minval} and {maxval}");
            int[] numbers = new int[shape.Size];
            StreamValues.Integers(stream, 0, numbers, (int)minval, (int)maxval);
            return NDArray.FromArray(numbers, shape);
        }
        long[] values = new long[shape.Size];
        StreamValues.Integers(stream, 0, values, minval, maxval);
        return NDArray.FromArray(values, shape);
    }

    private static void CheckFloat(DType dtype, string function)
    {
        if (dtype != DType.float32) throw new ValueError($"`{function}` requires a floating point `dtype`. Received: dtype={dtype}");
    }
}
