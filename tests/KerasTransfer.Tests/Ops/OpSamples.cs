using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Tests.Ops;

/// <summary>
/// The table of operations. Each row of golden/ops/operations.npz has inputs and the expected result; here stands what is computed from the inputs. A row is
/// found by its full name, else by the first word of it: rows that differ in shapes and types only share one entry.
/// </summary>
internal static class OpSamples
{
    public static readonly OpGolden Golden = new("operations.npz");
    private static readonly Variable variable = new(KerasApi.np.arange(6).astype("float32").reshape(2, 3), "sample");

    /// <summary>Rows whose value jumps, so that differences say nothing about the gradient; or whose gradient is not that of the value (noted).</summary>
    private static readonly string[] NoDifferences =
    [
        "MaxPool2D special", "MaxPool2DGradient special", "Ceil", "Floor", "Round", "Trunc", "FloorDivide", "Mod", "Sign special", "Power negative base", "Maximum nan", "Minimum nan", "Max ties", "Softmax large",
        "SoftmaxCrossEntropy",               // TensorFlow's gradient takes targets to add up to one
        "MaxPool3DGradient",                 // compares
        "StatelessGamma", "StatelessIntegers",
        "StopGradient",                                                         // is there to have none
    ];

    public static Func<IReadOnlyList<Tensor>, Tensor> Build(string name) => Rows.TryGetValue(name, out var exact) ? exact : Rows[FirstWord(name)];
    public static bool HasDifferences(string name) => !NoDifferences.Contains(name) && !NoDifferences.Contains(FirstWord(name));
    public static IEnumerable<string> Names => Golden.Names;

    private static string FirstWord(string name) => new([.. name.TakeWhile(char.IsAsciiLetterOrDigit)]);
    private static Func<IReadOnlyList<Tensor>, Tensor> Of(Op op) => x => op.On([.. x]);

    private static readonly Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> Rows = MakeRows();

    private static Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> MakeRows()
    {
        Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> rows = new()
        {
            ["Select"] = Of(new Select()),
            ["LogicalNot"] = Of(new LogicalNot()),
            ["Reshape"] = Of(new Reshape((4, 6))),
            ["Reshape empty"] = Of(new Reshape((0, 6))),
            ["StopGradient"] = Of(new StopGradient()),
            ["Transpose(1, 0)"] = Of(new Transpose([1, 0])),
            ["Transpose(0, 2, 1)"] = Of(new Transpose([0, 2, 1])),
            ["Transpose(2, 0, 1)"] = Of(new Transpose([2, 0, 1])),
            ["Transpose(3, 1, 0, 2)"] = Of(new Transpose([3, 1, 0, 2])),
            ["Transpose"] = Of(new Transpose([1, 0])),
            ["ArgMax"] = Of(new ArgMax(1)),
            ["ArgMax first axis"] = Of(new ArgMax(0)),
            ["CumulativeSum"] = Of(new CumulativeSum(1)),
            ["CumulativeSum reverse"] = Of(new CumulativeSum(0, Reverse: true)),
            ["CumulativeSum int8"] = Of(new CumulativeSum(0)),
            ["CumulativeProduct"] = Of(new CumulativeProduct(1)),
            ["CumulativeProduct reverse"] = Of(new CumulativeProduct(0, Reverse: true)),
            ["MatMul"] = Of(new MatMul()),
            ["MatMul int32 transposed"] = Of(new MatMul(true, true)),
            ["Concat"] = Of(new Concat(1)),
            ["Concat first"] = Of(new Concat(0)),
            ["Slice"] = Of(new KerasTransfer.Ops.Slice([1, 0], [2, 3], [1, 2])),
            ["Slice backwards"] = Of(new KerasTransfer.Ops.Slice([3, 4], [4, 2], [-1, -2])),
            ["Slice empty"] = Of(new KerasTransfer.Ops.Slice([2, 0], [0, 5], [1, 1])),
            ["Slice int8"] = Of(new KerasTransfer.Ops.Slice([0, 1], [4, 3], [1, 1])),
            ["Slice int64"] = Of(new KerasTransfer.Ops.Slice([0, 4], [4, 5], [1, -1])),
            ["Unslice"] = Of(new Unslice([1, 2], [1, 1], (3, 8))),
            ["Unslice steps"] = Of(new Unslice([0, 3], [2, -1], (5, 4))),
            ["Unslice empty"] = Of(new Unslice([1, 0], [1, 1], (3, 2))),
            ["Gather"] = Of(new Gather()),
            ["Gather second axis"] = Of(new Gather(1)),
            ["ScatterAdd"] = Of(new ScatterAdd(4)),
            ["OneHot"] = Of(new OneHot(4, DType.float32)),
            ["OneHot bool"] = Of(new OneHot(4, DType.@bool)),
            ["OneHot int64"] = Of(new OneHot(4, DType.int64)),
            ["ArgSort"] = Of(new ArgSort()),
            ["ArgSort descending"] = Of(new ArgSort(Descending: true)),
            ["TopK"] = Of(new TopK(3)),
            ["InTopK"] = Of(new InTopK(2)),
            ["SearchSorted left"] = Of(new SearchSorted(Right: false)),
            ["SearchSorted right"] = Of(new SearchSorted(Right: true)),
            ["Softmax"] = Of(new Softmax()),
            ["LogSoftmax"] = Of(new LogSoftmax()),
            ["SparseCrossEntropy"] = Of(new SparseCrossEntropy()),
            ["SoftmaxCrossEntropy"] = Of(new SoftmaxCrossEntropy()),
            ["LeakyRelu"] = Of(new LeakyRelu(0.2)),
            ["Elu"] = Of(new Elu(0.7)),
            ["Gelu"] = Of(new Gelu(Approximate: false)),
            ["Gelu tanh"] = Of(new Gelu(Approximate: true)),
            ["Gelu tanh float64"] = Of(new Gelu(Approximate: true)),
            ["ActivationGradient Silu"] = Of(new ActivationGradient(new Silu())),
            ["ActivationGradient Gelu"] = Of(new ActivationGradient(new Gelu(Approximate: false))),
            ["ActivationGradient Softsign"] = Of(new ActivationGradient(new Softsign())),
            ["StatelessUniform"] = Of(new StatelessUniform((3, 5), DType.float32)),
            ["StatelessNormal"] = Of(new StatelessNormal((3, 5), DType.float32)),
            ["StatelessIntegers"] = Of(new StatelessIntegers((3, 5), -4, 9)),
            ["StatelessGamma"] = Of(new StatelessGamma()),
            ["StatelessTruncatedNormal"] = Of(new StatelessTruncatedNormal((3, 5), DType.float32)),
            ["NextSeed"] = Of(new NextSeed()),
            ["Iota"] = Of(new Iota(7, DType.int32)),
            ["Iota float32"] = Of(new Iota(2050, DType.float32)),
            ["Full"] = Of(new Full(2.5, (3, 4), DType.float32)),
            ["Full int8"] = Of(new Full(-3, (3, 4), DType.int8)),
            ["Full bool"] = Of(new Full(1, 2, DType.@bool)),
            ["Constant"] = _ => (Tensor)KerasApi.np.arange(6).astype("float32").reshape(2, 3),
            ["Placeholder"] = x => x[0],
            ["ReadVariable"] = _ => new ReadVariable(variable).On(),
        };
        foreach (Op op in (Op[])[new Abs(), new Negative(), new Square(), new Sign(), new Ceil(), new Floor(), new Round(), new Trunc(), new Sqrt(), new Reciprocal(), new Exp(), new Expm1(), new Log(), new Log1p(),
            new Sin(), new Cos(), new Tan(), new Sinh(), new Cosh(), new Tanh(), new Arcsin(), new Arccos(), new Arctan(), new Arcsinh(), new Arccosh(), new Arctanh(), new Sigmoid(), new Erf(), new Erfinv(), new Relu(), new Relu6(), new Selu(), new Silu(), new Softplus(), new Softsign(),
            new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum(), new Mod(), new FloorDivide(), new Power(), new Arctan2(),
            new Greater(), new GreaterEqual(), new Less(), new LessEqual(), new Equal(), new NotEqual(), new LogicalAnd(), new LogicalOr(), new LogicalXor()])
            rows[op.GetType().Name] = Of(op);
        foreach (DType source in DType.All)
            foreach (DType target in DType.All) rows[$"Cast {source} {target}"] = Of(new KerasTransfer.Ops.Cast(target));
        foreach ((string from, Shape to) in ((string, Shape)[])[("(3,)(4, 3)", (4, 3)), ("(3, 1)(3, 5)", (3, 5)), ("(2, 1, 3)(2, 4, 3)", (2, 4, 3)), ("(1,)(0,)", 0), ("()(2, 3)", (2, 3)), ("(2, 1, 3, 1)(2, 4, 3, 5)", (2, 4, 3, 5))])
            rows["BroadcastTo" + from] = Of(new BroadcastTo(to));
        (rows["BroadcastTo int8"], rows["BroadcastTo int64"]) = (Of(new BroadcastTo((2, 4, 3))), Of(new BroadcastTo((2, 4, 3))));
        foreach ((string axes, int first, int end) in ((string, int, int)[])[("(0,)", 0, 1), ("(1,)", 1, 2), ("(2,)", 2, 3), ("(0, 1)", 0, 2), ("(1, 2)", 1, 3), ("(0, 1, 2)", 0, 3), (" float64", 1, 2), (" empty", 1, 2), (" ties", 1, 2), (" zeros", 1, 2), ("", 0, 1)])
            (rows["Sum" + axes], rows["Product" + axes], rows["Max" + axes], rows["Min" + axes]) = (Of(new Sum(first, end)), Of(new Product(first, end)), Of(new Max(first, end)), Of(new Min(first, end)));
        foreach (string name in Golden.Names.Where(n => n.StartsWith("MatMul", StringComparison.Ordinal) && n.Length > 8 && n[8] == '('))
            rows[name] = Of(new MatMul(name[6] == '1', name[7] == '1'));
        rows["MaxPool2DGradient tiles"] = Of(new MaxPool2DGradient(new(2, 2), new(3, 3)));
        foreach (Op op in (Op[])[new ChannelMoments(), new ChannelSums(), new Standardize()]) rows[op.GetType().Name] = Of(op);
        AddWindows(rows);
        AddVolumes(rows);
        AddProjections(rows);
        AddResizes(rows);
        return rows;
    }

    private static void AddResizes(Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> rows)
    {
        (string, int, int, int, int)[] ways = [("smaller", 9, 11, 4, 3), ("larger", 3, 4, 7, 5), ("mixed", 1, 6, 4, 1)];
        foreach (string method in (string[])["bilinear", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"])
            foreach (bool antialias in (bool[])[false, true])
                foreach ((string way, int oldRows, int oldColumns, int rowsThen, int columnsThen) in ways)
                {
                    string name = $"{method}{(antialias ? " antialias" : "")} {way}";
                    rows[$"Resize {name}"] = Of(new Resize(method, antialias, rowsThen, columnsThen));
                    rows[$"ResizeGradient {name}"] = Of(new ResizeGradient(method, antialias, oldRows, oldColumns));
                }
        rows["Resize none"] = Of(new Resize("bilinear", false, 2, 3));
    }

    private static void AddProjections(Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> rows)
    {
        NDArray transforms = new float[,] { { 0.9f, -0.3f, 1.2f, 0.25f, 1.1f, -1.7f, 0, 0 }, { -1.3f, 0.4f, 5.6f, 0.1f, 0.8f, 2.4f, 0.02f, -0.03f }, { 1, 0, -9.3f, 0, 1, 8.6f, 0, 0 } };
        foreach (string interpolation in (string[])["bilinear", "nearest"])
            foreach (PictureEdge edge in Enum.GetValues<PictureEdge>())
            {
                string name = $"{interpolation} {edge.ToString().ToLowerInvariant()}";
                rows[$"ProjectiveTransform {name}"] = x => new ProjectiveTransform(interpolation == "bilinear", edge, -2.5f).On(x[0], transforms);
                rows[$"ProjectiveTransformGradient {name}"] = x => new ProjectiveTransformGradient(interpolation == "bilinear", edge).On(x[0], transforms);
            }
        rows["ProjectiveTransform one for all"] = x => new ProjectiveTransform(true, PictureEdge.Reflect, 0).On(x[0], transforms[..1]);
        rows["ProjectiveTransform none"] = x => new ProjectiveTransform(true, PictureEdge.Reflect, 0).On(x[0], transforms[..1]);
    }

    private static void AddVolumes(Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> rows)
    {
        (string, Shape, int[], int[], string)[] windows =
        [
            ("valid", (2, 4, 3, 5, 3), [2, 2, 2], [1, 1, 2], "valid"), ("same", (1, 5, 4, 3, 9), [3, 2, 2], [2, 1, 3], "same"), ("stride above size", (2, 5, 4, 4, 2), [2, 1, 2], [3, 2, 3], "valid"),
            ("one place", (1, 2, 3, 2, 17), [1, 2, 2], [1, 1, 1], "valid"), ("none", (0, 4, 3, 5, 2), [2, 2, 2], [1, 1, 2], "valid"), ("ties", (1, 4, 4, 4, 3), [2, 2, 2], [1, 1, 1], "same"),
        ];
        foreach ((string name, Shape shape, int[] size, int[] stride, string padding) in windows)
        {
            Window Of(int axis) => new Window(size[axis], stride[axis]).Padded(padding, shape[axis + 1]);
            rows[$"MaxPool3D {name}"] = OpSamples.Of(new MaxPool3D(Of(0), Of(1), Of(2)));
            rows[$"MaxPool3DGradient {name}"] = OpSamples.Of(new MaxPool3DGradient(Of(0), Of(1), Of(2)));
        }
    }

    private static void AddWindows(Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> rows)
    {
        (string, int, int, Window, Window, string, int)[] windows =
        [
            ("valid", 5, 4, new(3), new(2), "valid", 1), ("same", 5, 4, new(3), new(2), "same", 1), ("strides", 6, 5, new(3, 2), new(3, 3), "same", 1), ("stride above size", 7, 6, new(2, 3), new(2, 4), "valid", 1),
            ("dilation", 7, 8, new(3, 1, 2), new(2, 1, 3), "same", 1), ("groups", 4, 4, new(2), new(3, 2), "same", 2), ("one place", 3, 3, new(1), new(1), "valid", 1), ("one place groups", 3, 3, new(1), new(1), "valid", 2),
            ("one place stride", 4, 5, new(1, 2), new(1, 2), "valid", 1), ("one pixel", 1, 1, new(3), new(3), "same", 1), ("both", 9, 9, new(3, 2, 2), new(3, 2, 2), "valid", 1),
            ("explicit", 4, 3, new(2, Before: 2), new(3, Before: 1, After: 3), "", 1), ("none", 5, 4, new(3), new(2), "valid", 1), ("many", 23, 19, new(3, 2), new(5), "same", 3), ("large", 50, 50, new(15), new(15), "same", 1),
            ("special", 2, 4, new(1), new(2, 2), "valid", 1),
        ];
        foreach ((string name, int height, int width, Window y, Window x, string padding, int groups) in windows)
        {
            (Window down, Window across) = padding.Length == 0 ? (y, x) : (y.Padded(padding, height), x.Padded(padding, width));
            rows[$"Conv2D {name}"] = Of(new Conv2D(down, across, groups));
            rows[$"Conv2DInputGradient {name}"] = Of(new Conv2DInputGradient(down, across, groups, height, width));
            rows[$"Conv2DKernelGradient {name}"] = Of(new Conv2DKernelGradient(down, across, groups));
            rows[$"DepthwiseConv2D {name}"] = Of(new DepthwiseConv2D(down, across));
            rows[$"DepthwiseConv2DInputGradient {name}"] = Of(new DepthwiseConv2DInputGradient(down, across, height, width));
            rows[$"DepthwiseConv2DKernelGradient {name}"] = Of(new DepthwiseConv2DKernelGradient(down, across));
            rows[$"MaxPool2D {name}"] = Of(new MaxPool2D(down, across));
            rows[$"MaxPool2DPlaces {name}"] = Of(new MaxPool2DPlaces(down, across));
            rows[$"MaxPool2DGradient {name}"] = Of(new MaxPool2DGradient(down, across));
            rows[$"AvgPool2D {name}"] = Of(new AvgPool2D(down, across));
            rows[$"AvgPool2DGradient {name}"] = Of(new AvgPool2DGradient(down, across, height, width));
        }
    }
}
