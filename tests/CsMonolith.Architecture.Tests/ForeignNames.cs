using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// Finds string literals that spell the type name of another module's operation or event. Such a literal is a reference
/// that no project file shows and no compiler checks.
/// </summary>
internal static class ForeignNames
{
    /// <summary>
    /// The literals of an assembly that name an operation or event of a module other than its own, in words.
    /// </summary>
    /// <param name="assembly">The assembly that is read.</param>
    /// <param name="module">The module that it belongs to.</param>
    /// <param name="modules">Every module of the house.</param>
    public static IReadOnlyList<string> SaidBy(
        AssemblyDefinition assembly,
        string module,
        IReadOnlyList<string> modules
    )
    {
        var foreign = modules.Where(other => other != module).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        foreign.ExceptWith(NamesIn(assembly));
        return
        [
            .. from type in Everything(assembly.MainModule.Types)
            from method in type.Methods.Where(method => method.HasBody)
            from instruction in method.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldstr)
            let text = (string)instruction.Operand
            where foreign.Contains(text)
            select $"{type.FullName}.{method.Name} says \"{text}\"",
        ];
    }

    /// <summary>The type names of a module's operations and events.</summary>
    public static IReadOnlyList<string> NamesOf(string module)
    {
        using var inside = House.Assembly($"CsMonolith.{module}");
        using var contracts = House.Assembly($"CsMonolith.{module}.Contracts");
        return [.. NamesIn(inside), .. NamesIn(contracts)];
    }

    private static IEnumerable<string> NamesIn(AssemblyDefinition assembly) =>
        Everything(assembly.MainModule.Types)
            .Where(type => type.Interfaces.Any(shape => IsOperationOrEvent(shape.InterfaceType.GetElementType().Name)))
            .Select(type => type.Name);

    private static bool IsOperationOrEvent(string name) =>
        name is "IOperation" or "IEvent" or "ICommand" or "ICommand`1" or "IQuery`1" or "IBulk`2";

    private static IEnumerable<TypeDefinition> Everything(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => Everything(type.NestedTypes).Prepend(type));
}
