// The libraries that the schemes which sign requests are held against, in a
// module of their own so that users of the generator do not inherit what they
// require.
module github.com/postman-gen-go/postman-gen-go/.ci/oracles

go 1.26.0

require (
	github.com/aws/aws-sdk-go-v2 v1.47.7
	github.com/dghubble/oauth1 v0.7.3
	github.com/golang-jwt/jwt/v5 v5.3.1
	github.com/google/go-cmp v0.7.0
	github.com/postman-gen-go/postman-gen-go v0.0.0
	golang.org/x/oauth2 v0.37.0
)

require (
	github.com/Azure/go-ntlmssp v0.1.1 // indirect
	github.com/aws/smithy-go v1.28.8 // indirect
)

replace github.com/postman-gen-go/postman-gen-go => ../..
