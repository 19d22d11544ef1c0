using KerasTransfer.Engines;
using KerasTransfer.Graph;
using KerasTransfer.Ops;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Tests.Rewrites;

/// <summary>Each rule fires, and the value stays the same to the last bit.</summary>
[TestClass]
public class SimplificationTests
{
    private static readonly OpsApi ops = keras.ops;
    private static readonly NDArray x = (new RandomState(1).rand(3, 4) - np.array(0.5)).astype("float32"), w = (new RandomState(2).rand(4, 5) - np.array(0.5)).astype("float32");

    /// <summary>Checks the text of the simplified function of x (3, 4) and w (4, 5), and its value against the one not simplified.</summary>
    private static void Becomes(string expected, Func<Tensor, Tensor, Tensor> f)
    {
        Function plain = Function.Of([new(x.shape, x.dtype), new(w.shape, w.dtype)], a => [f(a[0], a[1])]), simple = Simplification.Apply(plain);
        GraphCheck.Run(simple);
        string[] lines = GraphPrinter.Print(simple).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string result = string.Join("; ", lines.Where(l => !l.Contains("Input[") && !l.StartsWith("return", StringComparison.Ordinal)).Select(l => l[(l.IndexOf('=') + 2)..l.IndexOf(" :", StringComparison.Ordinal)]));
        Assert.AreEqual(expected, result, GraphPrinter.Print(plain));
        NDArray a = Engine.Current.Compile(plain).Run([x, w])[0], b = Engine.Current.Compile(simple).Run([x, w])[0];
        Assert.AreEqual(a.dtype, b.dtype);
        Assert.IsTrue((bool)np.array_equal(a, b), $"{expected}: {a} {b}");
    }

    [TestMethod]
    public void Neutral_elements()
    {
        Becomes("Exp(%0)", (x, _) => ops.exp(x + 0));
        Becomes("Exp(%0)", (x, _) => ops.exp(0 + x));
        Becomes("Exp(%0)", (x, _) => ops.exp(x - 0));
        Becomes("Exp(%0)", (x, _) => ops.exp(x * 1));
        Becomes("Exp(%0)", (x, _) => ops.exp(1 * x));
        Becomes("Exp(%0)", (x, _) => ops.exp(x / 1));
    }

    [TestMethod]
    public void Double_negation_and_signs()
    {
        Becomes("Exp(%0)", (x, _) => ops.exp(-(-x)));
        Becomes("Subtract(%0, %0)", (x, _) => x + -x);
        Becomes("Add(%0, %0)", (x, _) => x - -x);
        Becomes("Greater(%0, Full[0])", (x, _) => !!(x > 0));
    }

    [TestMethod]
    public void Shapes()
    {
        Becomes("Exp(%0)", (x, _) => ops.exp(ops.reshape(x, (3, 4))));
        Becomes("Reshape(2, 6)(%0)", (x, _) => ops.reshape(ops.reshape(x, 12), (2, 6)));
        Becomes("Exp(%0)", (x, _) => ops.exp(ops.transpose(ops.transpose(x))));
        Becomes("Reshape(1, 3, 4)(%0); Transpose[2,0,1](%2)", (x, _) => ops.transpose(ops.transpose(ops.reshape(x, (1, 3, 4)), [1, 0, 2]), [2, 1, 0]));
    }

    [TestMethod]
    public void Padding_of_images_becomes_padding_of_windows()
    {
        NDArray image = new RandomState(3).rand(2, 5, 6, 4).astype("float32"), kernel = new RandomState(4).rand(3, 3, 4, 8).astype("float32"), own = new RandomState(5).rand(3, 3, 4, 1).astype("float32");
        foreach (bool by_channel in (bool[])[false, true])
            foreach (int stride in (int[])[1, 2])
            {
                Function plain = Function.Of([new(image.shape, image.dtype), new(by_channel ? own.shape : kernel.shape, image.dtype)], a =>
                {
                    Tensor padded = ops.pad(a[0], [(0, 0), (0, 1), (2, 1), (0, 0)]), y = by_channel ? ops.depthwise_conv(padded, a[1], stride) : ops.conv(padded, a[1], stride);
                    return [y, .. Autodiff.Gradients.Of(ops.sum(ops.square(y)), [a[0], a[1]]).Select(g => g!)];
                }), simple = Simplification.Apply(plain);
                GraphCheck.Run(simple);
                Assert.IsTrue(Traversal.Topological(plain.Roots).Any(t => t.Op is Unslice) && !Traversal.Topological(simple.Roots).Any(t => t.Op is Unslice or KerasTransfer.Ops.Slice), GraphPrinter.Print(simple));
                NDArray[] a = Engine.Current.Compile(plain).Run([image, by_channel ? own : kernel]), b = Engine.Current.Compile(simple).Run([image, by_channel ? own : kernel]);
                for (int i = 0; i < a.Length; i++) Assert.IsTrue((bool)np.allclose(a[i], b[i], 1e-5, 1e-6), $"{by_channel} {stride} {i}");
            }
    }

    [TestMethod]
    public void Transposed_factors()
    {
        Becomes("MatMulᵀ·ᵀ(%1, %0)", (x, w) => ops.matmul(ops.transpose(w), ops.transpose(x)));
        Becomes("MatMulᵀ(%0, %0)", (x, _) => ops.matmul(ops.transpose(x), x));
        Becomes("MatMul·ᵀ(%0, %0)", (x, _) => ops.matmul(x, ops.transpose(x)));
    }

    [TestMethod]
    public void Equal_nodes_are_one()
    {
        Becomes("Exp(%0); Multiply(%2, %2)", (x, _) => ops.exp(x) * ops.exp(x));
        Becomes("Concat[0](%0, %0)", (x, _) => ops.concatenate([x, ops.reshape(ops.reshape(x, 12), (3, 4))], axis: 0));
    }

    [TestMethod]
    public void Constants_are_computed_once()
    {
        Becomes("Add(%0, Full[7])", (x, _) => x + (ops.ones((3, 4)) * 3 + 4));
        Becomes("Constant; Add(%0, %2)", (x, _) => x + ops.exp((Tensor)np.array([1f, 2f, 3f, 4f]) * 2));
        Becomes("Constant; Multiply(%0, %2)", (x, _) => x * ops.cast(ops.arange(4), "float32"));
        Becomes("Constant; Add(%0, %2)", (x, _) => x + ops.reshape((Tensor)np.arange(12).astype("float32"), (3, 4)));
        // an identity of 1000 x 1000 would be 4 MB made of nothing
        Function large = Simplification.Apply(Function.Of([new((1000, 1000), DType.float32)], a => [a[0] + ops.eye(1000)]));
        Assert.IsTrue(Traversal.Topological(large.Roots).Any(t => t.Op is OneHot));
    }

    [TestMethod]
    public void Numbers_keep_their_type()
    {
        Assert.AreEqual(2f, ops.cast(ops.full(Shape.Scalar, 2.7, "int32"), "float32").numpy().AsSpan<float>()[0]);
        Assert.AreEqual(1, ops.cast(ops.cast((Tensor)5, "bool"), "int32").numpy().AsSpan<int>()[0]);
        Assert.AreEqual((double)0.1f, ops.cast(ops.full(Shape.Scalar, 0.1, "float32"), "float64").numpy().AsSpan<double>()[0]);
        Assert.AreEqual(0.1, ((Tensor)np.array([0.0]) + 0.1).numpy().AsSpan<double>()[0]);
    }

    [TestMethod]
    public void An_error_in_constants_comes_when_it_runs()
    {
        IProgram program = Function.Of([new(1, DType.float32)], x => [x[0] + ops.take((Tensor)np.array([1f, 2f]), np.array([3]))]).Compile();
        Assert.ThrowsExactly<ValueError>(() => program.Run([np.zeros(1).astype("float32")]));
    }
}
