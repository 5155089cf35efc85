using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen;

/// <summary>Stores the first lanes of a vector. Generated code calls it with a constant count, so that only the stores remain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class VectorTail
{
    /// <summary>Stores the first <paramref name="count"/> floats, 1 to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, float* destination, int count)
    {
        if (count == 16)
        {
            vector.Store(destination);
        }
        else if (count >= 8)
        {
            vector.GetLower().Store(destination);
            if (count > 8) Store(vector.GetUpper(), destination + 8, count - 8);
        }
        else
        {
            Store(vector.GetLower(), destination, count);
        }
    }

    /// <summary>Stores the first <paramref name="count"/> floats, 1 to 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, float* destination, int count)
    {
        if (count == 8)
        {
            vector.Store(destination);
        }
        else if (count >= 4)
        {
            vector.GetLower().Store(destination);
            if (count > 4) Store(vector.GetUpper(), destination + 4, count - 4);
        }
        else
        {
            Store(vector.GetLower(), destination, count);
        }
    }

    /// <summary>Stores the first <paramref name="count"/> floats, 1 to 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, float* destination, int count)
    {
        switch (count)
        {
            case 4:
                vector.Store(destination);
                break;
            case 3:
                vector.GetLower().Store(destination);
                destination[2] = vector.GetElement(2);
                break;
            case 2:
                vector.GetLower().Store(destination);
                break;
            default:
                destination[0] = vector.ToScalar();
                break;
        }
    }
}
