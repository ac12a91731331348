using Mono.Cecil;

namespace CsMonolith.Architecture.Tests;

/// <summary>Which modules' questions an assembly asks: it makes the question record.</summary>
internal static class Questions
{
    /// <summary>The names of the modules whose Contracts' questions are constructed.</summary>
    public static IReadOnlyList<string> AskedBy(AssemblyDefinition assembly)
    {
        var asked =
            from type in Everything(assembly.MainModule.Types)
            from method in type.Methods.Where(method => method.HasBody)
            from instruction in method.Body.Instructions
            where instruction.OpCode == Mono.Cecil.Cil.OpCodes.Newobj
            let made = ((MethodReference)instruction.Operand).DeclaringType
            where made.Scope.Name.EndsWith(".Contracts", StringComparison.Ordinal) && IsQuestion(made)
            select made.Scope.Name.Split('.')[1];
        return [.. asked.Distinct()];
    }

    private static bool IsQuestion(TypeReference type)
    {
        using var contracts = House.Assembly(type.Scope.Name);
        return contracts
                .MainModule.GetType(type.FullName)
                ?.Interfaces.Any(shape => shape.InterfaceType.Name.StartsWith("IQuestion", StringComparison.Ordinal))
            == true;
    }

    private static IEnumerable<TypeDefinition> Everything(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => Everything(type.NestedTypes).Prepend(type));
}
