using KerasTransfer.Ops;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Ops;

/// <summary>Random numbers inside a computation are TensorFlow's, wherever the work is cut.</summary>
[TestClass]
public class RandomOpTests
{
    private static Tensor Seed(long first, long second = 0) => NDArray.FromArray((long[])[first, second], 2);

    private static void Check(RandomOp op, Tensor seed, Range range, params float[] expected)
    {
        NDArray values = op.On(seed).numpy();
        LayerGolden.Same(expected, values[range], $"{op.Name}, {range}");
    }

    [TestMethod]
    public void Values_are_those_of_TensorFlow()
    {
        Check(new StatelessUniform(6, DType.float32), Seed(123), .., .476007938f, .388880134f, .0087864399f, .212946415f, .104575872f, .163832664f);
        Check(new StatelessNormal(6, DType.float32), Seed(123), .., .783261597f, -.933350325f, 2.99416924f, .709959805f, 1.82110572f, 1.09510672f);
        Check(new StatelessTruncatedNormal(6, DType.float32), Seed(123), .., .783261597f, -.933350325f, .709959805f, 1.82110572f, -.23273994f, -1.44453633f);
    }

    [TestMethod]
    public void Large_results_do_not_depend_on_how_they_are_cut()
    {
        const int n = 1_000_003;
        Check(new StatelessUniform(n, DType.float32), Seed(123), ^3.., .55528605f, .493088961f, .905128956f);
        Check(new StatelessNormal(n, DType.float32), Seed(123), ^3.., .0470858775f, -1.08366358f, .353521943f);
        Check(new StatelessNormal(n, DType.float32), Seed(123), 500000..500003, -1.56298316f, .0649370551f, .628556728f);
        Check(new StatelessTruncatedNormal(n, DType.float32), Seed(123), ^3.., -.183471814f, .271114707f, -.434922814f);
        Check(new StatelessTruncatedNormal(n, DType.float32), Seed(123), 500000..500003, -.313585967f, -1.65670955f, -1.02958417f);
    }

    [TestMethod]
    public void Other_types_and_seeds_are_refused()
    {
        Assert.Throws<ValueError>(() => new StatelessUniform(3, DType.int32));
        Assert.Throws<ValueError>(() => new StatelessUniform(3, DType.float32).On(NDArray.FromArray((int[])[1, 2], 2)));
    }

    [TestMethod]
    public void Nothing_is_drawn_for_nothing() => Assert.AreEqual((0, 3), new StatelessNormal((0, 3), DType.float32).On(Seed(1)).numpy().shape);
}
