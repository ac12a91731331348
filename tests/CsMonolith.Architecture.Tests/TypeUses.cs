using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// Which types of the house a type uses, as compiled: bases, members, attributes, locals and bodies. What lies inside a
/// type, and what the compiler makes for it, counts for the outermost type. Constants leave no trace in compiled code.
/// </summary>
internal static class TypeUses
{
    /// <summary>The types of an assembly that somebody wrote, nested ones left out.</summary>
    public static IEnumerable<TypeDefinition> Written(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(type =>
            !type.Name.StartsWith('<')
            && (type.Namespace.Length == 0 || type.Namespace.StartsWith("CsMonolith", StringComparison.Ordinal))
        );

    /// <summary>The full names of the outermost types that a type uses, itself left out.</summary>
    public static IReadOnlySet<string> Of(TypeDefinition type)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in WithNested(type))
        {
            foreach (var reference in Mentioned(part))
            {
                Add(reference, used);
            }
        }

        used.Remove(type.FullName);
        return used;
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(one => one.InterfaceType),
            .. type.GenericParameters.SelectMany(Constraints),
            .. Attributes(type),
            .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
            .. type.Properties.SelectMany(Attributes),
            .. type.Methods.SelectMany(Mentioned),
        ];

    private static IEnumerable<TypeReference?> Mentioned(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
            .. method.GenericParameters.SelectMany(Constraints),
            .. Attributes(method),
            .. method.HasBody ? Mentioned(method.Body) : [],
        ];

    private static IEnumerable<TypeReference?> Mentioned(MethodBody body) =>
        [
            .. body.Variables.Select(local => local.VariableType),
            .. body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. body.Instructions.SelectMany(instruction =>
                instruction.Operand switch
                {
                    TypeReference type => [type],
                    FieldReference field => [field.DeclaringType, field.FieldType],
                    MethodReference method => Mentioned(method),
                    _ => Array.Empty<TypeReference>(),
                }
            ),
        ];

    private static IEnumerable<TypeReference> Mentioned(MethodReference method) =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ];

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider holder) =>
        holder.CustomAttributes.SelectMany(attribute =>
            attribute
                .ConstructorArguments.Concat(attribute.Properties.Select(named => named.Argument))
                .SelectMany(Values)
                .Prepend(attribute.AttributeType)
        );

    private static IEnumerable<TypeReference?> Values(CustomAttributeArgument argument) =>
        argument.Value switch
        {
            TypeReference type => [type],
            CustomAttributeArgument[] many => many.SelectMany(Values),
            _ => [argument.Type],
        };

    private static void Add(TypeReference? type, HashSet<string> used)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                {
                    Add(argument, used);
                }

                break;
            case TypeSpecification wrapped:
                Add(wrapped.ElementType, used);
                return;
            default:
                break;
        }

        var outermost = type.GetElementType();
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        if (outermost.Namespace.Length == 0 || outermost.Namespace.StartsWith("CsMonolith", StringComparison.Ordinal))
        {
            used.Add(outermost.FullName);
        }
    }
}
