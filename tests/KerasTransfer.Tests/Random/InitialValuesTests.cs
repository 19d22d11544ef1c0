using System.Text.Json;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass]
public class InitialValuesTests
{
    [TestMethod]
    public void Values_equal_Keras_bit_for_bit()
    {
        foreach (JsonElement c in RandomGolden.Load("initial_values").GetProperty("values").EnumerateArray())
        {
            string name = c.GetProperty("name").GetString()!;
            long seed = c.GetProperty("seed").GetInt64();
            Shape shape = c.GetProperty("shape").Ints();
            float[] values = name switch
            {
                "glorot_uniform" => InitialValues.VarianceScaling(seed, shape, 1, FanMode.FanAvg, ScaledDistribution.Uniform),
                "glorot_normal" => InitialValues.VarianceScaling(seed, shape, 1, FanMode.FanAvg),
                "he_uniform" => InitialValues.VarianceScaling(seed, shape, 2, FanMode.FanIn, ScaledDistribution.Uniform),
                "he_normal" => InitialValues.VarianceScaling(seed, shape, 2),
                "lecun_uniform" => InitialValues.VarianceScaling(seed, shape, 1, FanMode.FanIn, ScaledDistribution.Uniform),
                "lecun_normal" => InitialValues.VarianceScaling(seed, shape),
                "fan_out_untruncated" => InitialValues.VarianceScaling(seed, shape, 1.5, FanMode.FanOut, ScaledDistribution.UntruncatedNormal),
                "random_uniform" => InitialValues.Uniform(seed, shape),
                "random_normal" => InitialValues.Normal(seed, shape),
                "truncated_normal" => InitialValues.TruncatedNormal(seed, shape),
                "random_uniform_wide" => InitialValues.Uniform(seed, shape, -2.0, 0.5),
                "random_normal_shifted" => InitialValues.Normal(seed, shape, 1.0, 0.3),
                _ => throw new InvalidOperationException(name),
            };
            RandomGolden.SameDigest<float>(c.GetProperty("digest"), values, $"{name} seed {seed} shape {shape}");
        }
    }

    [TestMethod]
    public void Orthogonal_is_within_1e_6_of_Keras()
    {
        foreach (JsonElement c in RandomGolden.Load("initial_values").GetProperty("orthogonal").EnumerateArray())
        {
            Shape shape = c.GetProperty("shape").Ints();
            float[] expected = c.GetProperty("values").Floats();
            float[] actual = InitialValues.Orthogonal(c.GetProperty("seed").GetInt64(), shape, c.GetProperty("gain").GetDouble());
            Assert.AreEqual(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-6f, $"{shape}[{i}]");
        }
    }

    [TestMethod]
    public void Orthogonal_rows_are_orthonormal_in_a_large_matrix()
    {
        const int Rows = 200, Cols = 700;
        float[] q = InitialValues.Orthogonal(11, (Rows, Cols));
        for (int a = 0; a < Rows; a += 37)
            for (int b = 0; b < Rows; b += 41)
            {
                double dot = 0;
                for (int k = 0; k < Cols; k++) dot += (double)q[a * Cols + k] * q[b * Cols + k];
                Assert.AreEqual(a == b ? 1.0 : 0.0, dot, 1e-5);
            }
    }

    [TestMethod]
    public void A_large_matrix_filled_in_parts_equals_one_filled_in_a_row()
    {
        const int N = 300_001;
        float[] row = new float[N];
        StatelessRandom.TruncatedNormal(9, row, 0, 0.05);
        RandomGolden.Same(row, InitialValues.TruncatedNormal(9, N), "truncated normal");
        StatelessRandom.Normal(9, row, 0, 0.05);
        RandomGolden.Same(row, InitialValues.Normal(9, N), "normal");
        StatelessRandom.Uniform(9, row, -0.05, 0.05);
        RandomGolden.Same(row, InitialValues.Uniform(9, N), "uniform");
    }

    [TestMethod]
    public void Identity_has_ones_on_the_diagonal()
    {
        CollectionAssert.AreEqual(new float[] { 2, 0, 0, 0, 2, 0 }, InitialValues.Identity((2, 3), 2));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => InitialValues.Identity(3)).Message, "Identity matrix initializer can only be used for 2D matrices");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => InitialValues.Orthogonal(1, 3)).Message, "must be at least two-dimensional");
    }
}
