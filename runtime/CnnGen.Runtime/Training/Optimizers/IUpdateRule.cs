using System.Numerics;

namespace CnnGen;

/// <summary>The formula of an optimizer for one step, with the numbers of that step. A struct, so that the loop over the weights is compiled around it.</summary>
internal interface IUpdateRule
{
    /// <summary>The new values of the weights at an index, from the old ones and their gradient. Slots are read and written at the same index.</summary>
    Vector<float> Update(Vector<float> weight, Vector<float> gradient, int index);
}
