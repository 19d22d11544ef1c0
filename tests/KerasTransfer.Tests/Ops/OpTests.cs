using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Tests.Ops;

/// <summary>Every operation against its row in the table.</summary>
[TestClass]
public class OpTests
{
    private static TensorType[] Types(IReadOnlyList<NDArray> inputs) => [.. inputs.Select(i => new TensorType(i.shape, i.dtype))];

    [TestMethod]
    public void Values_agree_with_the_reference()
    {
        List<string> wrong = [];
        foreach (string name in OpSamples.Names)
            try
            {
                (IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs) = OpSamples.Golden[name];
                Function function = Function.Of(Types(inputs), x => [OpSamples.Build(name)(x)]);
                GraphCheck.Run(function);
                OpGolden.Same(outputs[0], KerasTransfer.Engines.Engine.Current.Compile(function).Run(inputs)[0], name);
            }
            catch (Exception e) { wrong.Add($"{name}: {e.Message}"); }
        Assert.IsEmpty(wrong, string.Join("\n", wrong.Take(30)));
    }

    [TestMethod]
    public void Gradients_agree_with_differences()
    {
        List<string> wrong = [];
        foreach (string name in OpSamples.Names.Where(OpSamples.HasDifferences))
            try
            {
                (IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs) = OpSamples.Golden[name];
                if (!outputs[0].dtype.IsFloating || outputs[0].size > 200 || inputs.Sum(i => i.size) > 200 || !inputs.Any(i => i.dtype.IsFloating) || inputs.Any(i => i.dtype == DType.float64)) continue;
                GradientCheck.Run(name, OpSamples.Build(name), [.. inputs.Select(i => i.copy())]);
            }
            catch (Exception e) { wrong.Add($"{name}: {e.Message}"); }
        Assert.IsEmpty(wrong, string.Join("\n", wrong.Take(30)));
        (IReadOnlyList<NDArray> logitsAndTargets, _) = OpSamples.Golden["SoftmaxCrossEntropy"];
        GradientCheck.Run("SoftmaxCrossEntropy", x => new SoftmaxCrossEntropy().On(x[0], (Tensor)logitsAndTargets[1]), [logitsAndTargets[0].copy()]);
    }

    [TestMethod]
    public void Every_operation_has_a_row()
    {
        HashSet<Type> covered = [.. OpSamples.Names.Select(name => OpSamples.Build(name)(Function.Of(Types(OpSamples.Golden[name].Inputs), x => x).Inputs).Op.GetType())];
        string[] missing = [.. typeof(Op).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Op)) && !t.IsAbstract && !covered.Contains(t)).Select(t => t.Name)];
        Assert.IsEmpty(missing, $"Add a row to golden/ops.py and OpSamples for: {string.Join(", ", missing)}");
    }

    [TestMethod]
    public void Equal_operations_are_equal_records_and_others_are_not()
    {
        foreach (string name in OpSamples.Names)
        {
            IReadOnlyList<Tensor> x = Function.Of(Types(OpSamples.Golden[name].Inputs), x => x).Inputs;
            Op a = OpSamples.Build(name)(x).Op;
            if (a is Constant) continue;
            Assert.AreEqual(a, OpSamples.Build(name)(x).Op, name);
            Assert.AreEqual(a.GetHashCode(), OpSamples.Build(name)(x).Op.GetHashCode(), name);
        }
        Assert.AreNotEqual(new Concat(0), new Concat(1));
        Assert.AreNotEqual(new Unslice([0], [1], 4), new Unslice([0], [1], 5));
        Assert.AreNotEqual(new Unslice([0], [1], 4), new Unslice([1], [1], 4));
    }
}
